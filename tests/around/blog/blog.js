// What blogs do on every page: handlers on the document, a smooth scroll, an external-link mark.
jQuery(function ($) {
  $.noConflict();
  $(document).on("click", "a[href^='#']", function (event) {
    event.preventDefault();
    $("html, body").animate({ scrollTop: $($(this).attr("href")).offset().top }, 200);
  });
  $("a").not("[href*='" + location.host + "']").addClass("external");
  $(".entry-content").find("p").hide().fadeIn(50);
  $(document.body).addClass("js").attr("data-ready", "1");
});
