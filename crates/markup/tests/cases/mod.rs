//! What becomes of an article's HTML: one table, for the DOM in the browser (`tests/dom.rs` of the
//! app) as for native trees.

use markup::{Surroundings, Tree};

/// A case: what it is about, what the feed has, and what is shown.
pub type Case = (&'static str, &'static str, &'static str);

/// What stands above each case's article.
pub const SAID: [&str; 2] = ["Hội nghị đánh giá", "Xem chi tiết tại đây"];

/// A page around the article.
pub fn surroundings<'a>(resolve: &'a dyn Fn(&str) -> Option<String>) -> Surroundings<'a> {
    Surroundings {
        resolve,
        page: "/bai",
        origin: "https://cong.example",
        original: Some("https://vidu.example/bai/4/"),
        language: "vi",
        said: &SAID,
        table: "Bảng",
        open_at: &|host| ["Mở tại ", host].concat(),
    }
}

/// A tree as text: elements with what the table below is about, in order.
pub fn written<T: Tree>(tree: &T, root: &T::Node) -> String {
    const TOLD: [&str; 29] = [
        "alt",
        "aria-label",
        "class",
        "colspan",
        "dir",
        "display",
        "headers",
        "height",
        "href",
        "id",
        "lang",
        "media",
        "name",
        "open",
        "poster",
        "rel",
        "rowspan",
        "sizes",
        "span",
        "src",
        "srcset",
        "start",
        "style",
        "tabindex",
        "title",
        "type",
        "value",
        "width",
        "align",
    ];
    let mut text = String::new();
    let mut child = tree.first_child(root);
    while let Some(node) = child {
        match tree.name(&node).as_str() {
            "#text" => text.push_str(&tree.text(&node)),
            name if name.starts_with('#') => text.push_str(name),
            name => {
                text.push('<');
                text.push_str(name);
                for attribute in TOLD {
                    if let Some(value) = tree.attribute(&node, attribute) {
                        text.push_str(&[" ", attribute, "=", &value].concat());
                    }
                }
                text.push('>');
                text.push_str(&written(tree, &node));
                if !["img", "br", "hr", "source", "col", "wbr"].contains(&name) {
                    text.push_str(&["</", name, ">"].concat());
                }
            }
        }
        child = tree.next(&node);
    }
    text
}

pub const CASES: &[Case] = &[
    // Blanks and breaks.
    (
        "a bold blank stays a blank",
        "<p class=MsoNormal><b><span>Điều 1.</span></b><b><span> </span></b><i><span>Phạm vi</span></i><b>&nbsp;</b>điều chỉnh<em> </em>chung</p>",
        "<p><b>Điều 1.</b> <i>Phạm vi</i>\u{a0}điều chỉnh chung</p>",
    ),
    (
        "a bold break stays a break",
        "<p>Kính gửi:<b><br></b>Ông A<strong><br/></strong>Số 1</p>",
        "<p>Kính gửi:<br>Ông A<br>Số 1</p>",
    ),
    (
        "ends of lines that a style keeps",
        "<p style='white-space: pre-wrap'>Một\nhai <b>ba\nbốn</b>\nnăm\n</p><div style='white-space:pre-line'><span style='color:red'>\na\nb</span></div><p style='white-space:normal'>c\nd</p>",
        "<p>Một<br>hai <b>ba<br>bốn</b><br>năm</p><p>a<br>b</p><p>c\nd</p>",
    ),
    (
        "Office's elements go without their blanks",
        "<p>Căn cứ<o:p></o:p></p><p><!--[if !supportLists]--><span style='mso-list:Ignore'>-<span>&nbsp;&nbsp; </span></span><!--[endif]-->Mục<o:p></o:p></p><p><u> </u>Gạch<u></u></p>",
        "<p>Căn cứ</p><p>-\u{a0}\u{a0} Mục</p><p> Gạch</p>",
    ),
    (
        "an empty item still counts",
        "<ol><li>Một</li><li></li><li>Ba</li></ol><ul><li>Một</li><li> </li></ul>",
        "<ol><li>Một</li><li></li><li>Ba</li></ol><ul><li>Một</li></ul>",
    ),
    (
        "links stay apart",
        "<p><a href=/a>Một</a><b> </b><a href=/b>Hai</a><i>\n</i><a href=/c>Ba</a></p>",
        "<p><a href=https://vidu.example/a rel=noopener>Một</a> <a href=https://vidu.example/b rel=noopener>Hai</a>\n<a href=https://vidu.example/c rel=noopener>Ba</a></p>",
    ),
    (
        "what only makes room goes, and lines stay apart",
        "<p>&nbsp;</p><div><p></p></div>Một<p></p>Hai<h2> </h2>",
        "Một<br>Hai",
    ),
    // Divisions.
    (
        "a division of text is a paragraph, one of blocks makes way",
        "<div class=MsoNormal style='color:red'>Một <b>hai</b></div><div><div>ba</div><div>bốn</div></div>",
        "<p>Một <b>hai</b></p><p>ba</p><p>bốn</p>",
    ),
    (
        "text between blocks becomes paragraphs",
        "<div>Đoạn một<p>Đoạn hai</p>Đoạn ba<div>Đoạn bốn</div>Đoạn năm <b>đậm</b> tiếp</div>",
        "<p>Đoạn một</p><p>Đoạn hai</p><p>Đoạn ba</p><p>Đoạn bốn</p><p>Đoạn năm <b>đậm</b> tiếp</p>",
    ),
    (
        "divisions group terms",
        "<dl><div><dt>Giờ</dt><dd>8</dd></div><section><dt>Nơi</dt><dd>A</dd></section></dl>",
        "<dl><div><dt>Giờ</dt><dd>8</dd></div><div><dt>Nơi</dt><dd>A</dd></div></dl>",
    ),
    (
        "divisions where no paragraph may stand",
        "<figure><div><img src=a.png width=8 height=4 alt=a></div><figcaption>Chú thích</figcaption></figure><details><summary><div>Mở</div></summary><div>Trong</div></details><h2><div>Một</div><div>Hai</div></h2>",
        "<figure><img alt=a class=alone height=4 src=https://vidu.example/a.png width=8><figcaption>Chú thích</figcaption></figure><details><summary>Mở</summary><p>Trong</p></details><h2>Một<br>Hai</h2>",
    ),
    (
        "lines of code stay lines",
        "<pre><code><div class=line><span>a = 1</span></div><div class=line>b = 2</div></code></pre>",
        "<pre tabindex=0><code>a = 1\nb = 2</code></pre>",
    ),
    (
        "old elements that end a line",
        "Một<center>Hai</center>Ba<form><p>Bốn</p></form>",
        "Một<p>Hai</p>Ba<p>Bốn</p>",
    ),
    // In-page links.
    (
        "links reach what stood in a span, a division, a font",
        "<ul><li><a href='#p1'>1</a></li><li><a href='#p2'>2</a></li><li><a href='#p3'>3</a></li></ul><h2><span class=x id=p1></span>Phần 1<span id=other></span></h2><section id=p2><h2>Phần 2</h2><p>Chữ</p></section><font id=p3>Ba</font>",
        "<ul><li><a href=/bai#user-content-p1>1</a></li><li><a href=/bai#user-content-p2>2</a></li><li><a href=/bai#user-content-p3>3</a></li></ul><h2><span id=user-content-p1></span>Phần 1</h2><div id=user-content-p2><h2>Phần 2</h2><p>Chữ</p></div><span id=user-content-p3>Ba</span>",
    ),
    (
        "links to the article's own address stay in the page",
        "<p>a<a href='https://vidu.example/bai/4/#fn1' id=ref1>1</a> <a href='http://vidu.example/bai/4#comments'>c</a></p><ol><li id=fn1>b <a href='/bai/4#ref1'>↩</a></li></ol>",
        "<p>a<a href=/bai#user-content-fn1 id=user-content-ref1>1</a> <a href=http://vidu.example/bai/4#comments rel=noopener>c</a></p><ol><li id=user-content-fn1>b <a href=/bai#user-content-ref1>↩</a></li></ol>",
    ),
    (
        "a link to the article's own address is one, wherever a reader came from",
        "<p><a href='https://www.vidu.example/bai/4?utm_source=rss&utm_medium=x#n'>a</a> <a href='/bai/4?fbclid=1#n'>b</a> <a href='/bai/4?trang=2#n'>c</a></p><p id=n>d</p>",
        "<p><a href=/bai#user-content-n>a</a> <a href=/bai#user-content-n>b</a> <a href=https://vidu.example/bai/4?trang=2#n rel=noopener>c</a></p><p id=user-content-n>d</p>",
    ),
    (
        "an anchor with an id and a name is both",
        "<p><a id=n1 name=n2>a</a> <a href='#n1'>b</a> <a href='#n2'>c</a></p>",
        "<p><span id=user-content-n2></span><a id=user-content-n1>a</a> <a href=/bai#user-content-n1>b</a> <a href=/bai#user-content-n2>c</a></p>",
    ),
    (
        "links to the top",
        "<p><a href='#'>a</a> <a href='#top'>b</a></p>",
        "<p><a href=/bai#top>a</a> <a href=/bai#top>b</a></p>",
    ),
    (
        "old anchors, percent signs and headers of cells",
        "<p>a<a href='#_f1' name='_r1'>[1]</a> <a href='#m%E1%BB%A5c'>m</a></p><p id='mục'><a href='#_r1' name='_f1'>[1]</a> b</p><table><tr><th id=h>c</th></tr><tr><td headers='h g'>d</td></tr></table>",
        "<p>a<a href=/bai#user-content-_f1 id=user-content-_r1>[1]</a> <a href=/bai#user-content-m%E1%BB%A5c>m</a></p><p id=user-content-mục><a href=/bai#user-content-_r1 id=user-content-_f1>[1]</a> b</p><div aria-label=Bảng class=table tabindex=0><table><tbody><tr><th id=user-content-h>c</th></tr><tr><td headers=user-content-h user-content-g>d</td></tr></tbody></table></div>",
    ),
    (
        "a place within something that goes stays",
        "<p><a href='#x'>a</a></p><p><svg><g id=x></g></svg>b</p>",
        "<p><a href=/bai#user-content-x>a</a></p><p><span id=user-content-x></span>b</p>",
    ),
    (
        "a place in a figure stays",
        "<p><a href='#x'>a</a></p><figure><main id=x></main><img src=b.png></figure>",
        "<p><a href=/bai#user-content-x>a</a></p><figure><div id=user-content-x></div><img alt= class=alone src=https://vidu.example/b.png></figure>",
    ),
    (
        "a line within a phrase of preformatted text is a line",
        "<pre>a<b>b<div>c</div></b>d</pre><pre>a<x-y dir=rtl><div>b</div></x-y></pre>",
        "<pre tabindex=0>a<b>b\nc\n</b>d</pre><pre tabindex=0>a<span dir=rtl>\nb</span></pre>",
    ),
    (
        "what only groups the parts of a fraction keeps them two",
        "<p>a <math><mfrac><mstyle displaystyle=true><mi>b</mi><mi>c</mi></mstyle><mpadded><mi>d</mi><mi>e</mi></mpadded></mfrac></math></p>",
        "<p>a <span class=formula><math><mfrac><mstyle><mi>b</mi><mi>c</mi></mstyle><mpadded><mi>d</mi><mi>e</mi></mpadded></mfrac></math></span></p>",
    ),
    (
        "HTML within a formula is text",
        "<p>a <math><mtext>x<audio src='data:,1'></audio><main>y</main><a href=z name=q>w</a></mtext></math></p>",
        "<p>a <span class=formula><math><mtext>xyw</mtext></math></span></p>",
    ),
    // Directions and languages.
    (
        "direction and language survive",
        "<div dir=rtl style='text-align:right' trbidi=on><p>هذا</p><ul><li>أولا</li></ul></div><section lang=en><p>One</p><p>Two</p></section><p><font lang=en>Three</font> <span lang=vi-VN>bốn</span> <span dir=rtl>خمسة</span></p>",
        "<div dir=rtl><p>هذا</p><ul><li>أولا</li></ul></div><div lang=en><p>One</p><p>Two</p></div><p><span lang=en>Three</span> bốn <span dir=rtl>خمسة</span></p>",
    ),
    // Old markup.
    (
        "struck text is struck",
        "<p>Giá: <strike>5</strike> <span style='text-decoration: line-through;'>Điều 5</span> <s>a</s> <del>b</del> <tt>m</tt> <acronym title='Ủy ban'>UB</acronym> <big>to</big></p><p style='text-decoration-line:line-through'>c</p>",
        "<p>Giá: <s>5</s> <s>Điều 5</s> <s>a</s> <del>b</del> <code>m</code> <abbr title=Ủy ban>UB</abbr> to</p><p><s>c</s></p>",
    ),
    (
        "old lists are lists, and numbers are of their kind",
        "<menu><li>Một</li></menu><dir><li>Ba</li></dir><ol style='list-style-type: lower-alpha'><li>a</li></ol><ol type=I start=3><li>III</li></ol>",
        "<ul><li>Một</li></ul><ul><li>Ba</li></ul><ol type=a><li>a</li></ol><ol start=3 type=I><li>III</li></ol>",
    ),
    (
        "what is struck as a whole is struck in its parts",
        "<table><tr style='TEXT-DECORATION: LINE-THROUGH'><td>a</td><td>b</td></tr></table><ul style='text-decoration:line-through'><li>c</li></ul><div style='text-decoration:line-through'><p>d</p><p>e</p></div><code style='text-decoration:line-through'>f</code>",
        "<div aria-label=Bảng class=table tabindex=0><table><tbody><tr><td><s>a</s></td><td><s>b</s></td></tr></tbody></table></div><ul><li><s>c</s></li></ul><p><s>d</s></p><p><s>e</s></p><code><s>f</s></code>",
    ),
    (
        "a list's kind of numbers among others of its style",
        "<ol style='list-style: Upper-Roman inside'><li>a</li></ol><ol style='list-style-type:lower-alpha !important'><li>b</li></ol>",
        "<ol type=I><li>a</li></ol><ol type=a><li>b</li></ol>",
    ),
    (
        "a task says whether it is done",
        "<ul><li><input type=checkbox checked disabled> Một</li><li><input type=checkbox>Hai</li></ul><p>a<input value=b>c</p>",
        "<ul><li>☑  Một</li><li>☐ Hai</li></ul><p>ac</p>",
    ),
    // Pictures.
    (
        "commas of a srcset belong to its addresses",
        "<figure><img src=/g.png srcset='/w_400,c_limit/a.png 400w, /w_800,c/a.png 800w' sizes=100vw width=800 height=450 alt=Cầu></figure><p>x <img src=/g.png srcset='/c,w_3/a.png, /c,w_6/a.png 2x' alt=b> <img src=/g.png srcset='/m1.png 1x,/m2.png 2x' alt=m> <img src=/g.png srcset='data:image/gif;base64,R0== 1w, /l.png 800w' alt=d></p>",
        "<figure><img alt=Cầu class=alone height=450 sizes=100vw src=https://vidu.example/g.png srcset=https://vidu.example/w_400,c_limit/a.png 400w, https://vidu.example/w_800,c/a.png 800w width=800></figure><p>x <img alt=b src=https://vidu.example/g.png srcset=https://vidu.example/c,w_3/a.png, https://vidu.example/c,w_6/a.png 2x> <img alt=m src=https://vidu.example/g.png srcset=https://vidu.example/m1.png 1x, https://vidu.example/m2.png 2x> <img alt=d src=https://vidu.example/g.png srcset=https://vidu.example/l.png 800w></p>",
    ),
    (
        "the sources of a picture",
        "<picture><source media='(min-width:100px)' srcset='/q,w/p.png 800w'><source srcset='javascript:1'><img src=/g.png alt=p></picture>",
        "<picture><source media=(min-width:100px) srcset=https://vidu.example/q,w/p.png 800w><img alt=p class=alone src=https://vidu.example/g.png></picture>",
    ),
    (
        "the real picture of a lazy page",
        "<p>a</p><img src='data:image/gif;base64,R0==' data-src=/1.png alt=Một><p>b</p><img class=lazyload data-src=/2.png alt=Hai><p>c</p><img src=/loading.gif data-original=/4.png alt=Bốn><p>d</p><img srcset='data:image/svg+xml;base64,PA==' data-srcset='/4b.png 800w' alt=b><p>e</p><img src=/blank.gif data-echo=/5.png alt=n>",
        "<p>a</p><img alt=Một class=alone src=https://vidu.example/1.png><p>b</p><img alt=Hai class=alone src=https://vidu.example/2.png><p>c</p><img alt=Bốn class=alone src=https://vidu.example/4.png><p>d</p><img alt=b class=alone srcset=https://vidu.example/4b.png 800w><p>e</p><img alt=n class=alone src=https://vidu.example/5.png>",
    ),
    (
        "the picture for readers without scripts, once",
        "<img src='data:image/svg+xml;base64,PA==' data-lazy-src=/3.png alt=Ba><noscript><img src=/3.png alt=Ba></noscript><p>a</p><img src='data:image/gif;base64,R0==' alt=Tư><noscript><img src=/4.png alt=Tư></noscript><p>b</p><img class=lazy alt=Năm><noscript><img src=/5.png alt=Năm></noscript><noscript>Hãy bật JavaScript</noscript>",
        "<img alt=Ba class=alone src=https://vidu.example/3.png><p>a</p><img alt=Tư class=alone src=https://vidu.example/4.png><p>b</p><img alt=Năm class=alone src=https://vidu.example/5.png>",
    ),
    (
        "the picture for readers without scripts, before it, or beside a picture of another address",
        "<figure><noscript><img src=/1.png alt=a></noscript><img class=lazy data-src=/1.png alt=a></figure><figure><img class=lazyload src=/blank.gif><noscript><img src=/2.png alt=b></noscript></figure><figure><img src=/3-s.png alt=c><noscript><img src=/3.png alt=c></noscript></figure><figure><img src=/4.png><noscript><img src=/dem width=1 height=1></noscript></figure>",
        "<figure><img alt=a class=alone src=https://vidu.example/1.png></figure><figure><img alt=b class=alone src=https://vidu.example/2.png></figure><figure><img alt=c class=alone src=https://vidu.example/3.png></figure><figure><img alt= class=alone src=https://vidu.example/4.png></figure>",
    ),
    (
        "addresses of lazy pages with blanks, of other plug-ins, and what is none",
        "<p>x</p><img data-src='/a b.png'><p>x</p><img data-lazyload=/c.png><p>x</p><img src=/d.png data-url=/bai/5 data-source='Ảnh: TTX'><p>x</p><img src=/e.gif data-large-file=/e.jpg?w=9><p>x</p><img src='' alt=f><img src='#' alt=g>",
        "<p>x</p><img alt= class=alone src=https://vidu.example/a%20b.png><p>x</p><img alt= class=alone src=https://vidu.example/c.png><p>x</p><img alt= class=alone src=https://vidu.example/d.png><p>x</p><img alt= class=alone src=https://vidu.example/e.jpg?w=9><p>x</p>",
    ),
    (
        "a picture that has its sources' addresses alone",
        "<picture><source data-srcset='/a.webp 400w'> <img src='data:image/svg+xml,x' alt=a></picture>",
        "<picture><source srcset=https://vidu.example/a.webp 400w> <img alt=a class=alone srcset=https://vidu.example/a.webp 400w></picture>",
    ),
    (
        "counters that hide otherwise, and hidden pictures of lazy pages",
        "<p>x</p><img src=/1 hidden><img src=/2 style='display:none!important'><img src=/3 style='width:1px!important;height:1px!important'><p>y</p><img style='display: none' data-src=/4.png>",
        "<p>x</p><p>y</p><img alt= class=alone src=https://vidu.example/4.png>",
    ),
    (
        "small pictures stand in their line, and counters nowhere",
        "<p>Cảm ơn <img src=/e.png alt=🙂> nhé.</p><p><a href=/a><img src=/b.png alt=đạt></a> <a href=/b><img src=/b.png alt=2></a></p><p><img src=/q.png width=150 height=150 alt=QR></p><p>x</p><img src=/1.png width=1 height=1><img src=/2.png style='width:1px;height:1px'><img src=/3.png width=0>",
        "<p>Cảm ơn <img alt=🙂 src=https://vidu.example/e.png> nhé.</p><p><a href=https://vidu.example/a rel=noopener><img alt=đạt src=https://vidu.example/b.png></a> <a href=https://vidu.example/b rel=noopener><img alt=2 src=https://vidu.example/b.png></a></p><p><img alt=QR class=alone height=150 src=https://vidu.example/q.png width=150></p><p>x</p>",
    ),
    (
        "a share of the room around is no size",
        "<p>x</p><img src=/g.png width=100% height=auto alt=pt><p>y</p><img src=/g.png width=600px height=300 alt=px>",
        "<p>x</p><img alt=pt class=alone src=https://vidu.example/g.png><p>y</p><img alt=px class=alone height=300 src=https://vidu.example/g.png width=600px>",
    ),
    (
        "addresses that show nothing",
        "<p>a<img src='data:image/svg+xml,<svg/>'><img src='javascript:1'><img src=x:y srcset='x:y 1x'></p>",
        "<p>a</p>",
    ),
    (
        "addresses are asked for as they are written, texts are composed",
        "<p>Ho\u{300}a</p><img src='/a\u{309}nh.png' alt='Ho\u{300}a'><p>Mục <a href='#mu\u{323}c'>hai</a></p><h2 id='mu\u{323}c'>Mu\u{323}c</h2>",
        "<p>Hòa</p><img alt=Hòa class=alone src=https://vidu.example/a%CC%89nh.png><p>Mục <a href=/bai#user-content-mu\u{323}c>hai</a></p><h2 id=user-content-mu\u{323}c>Mục</h2>",
    ),
    // Said twice.
    (
        "KaTeX draws a formula twice",
        "<p>Ta có <span class=katex><span class=katex-mathml><math><semantics><mrow><mi>a</mi><mo>=</mo><mn>4</mn></mrow><annotation encoding='application/x-tex'>a=4</annotation></semantics></math></span><span class=katex-html aria-hidden=true><span>a=4</span></span></span> nên</p>",
        "<p>Ta có <span class=formula><math><mrow><mi>a</mi><mo>=</mo><mn>4</mn></mrow></math></span> nên</p>",
    ),
    (
        "MathJax does, too",
        "<p>Ta có <mjx-container><mjx-math aria-hidden=true><mjx-mi>b</mjx-mi></mjx-math><mjx-assistive-mml><math><mi>b</mi></math></mjx-assistive-mml></mjx-container> nhé</p>",
        "<p>Ta có <span class=formula><math><mi>b</mi></math></span> nhé</p>",
    ),
    (
        "and so does Wikipedia",
        "<p>Cho <span><span style='display: none;'><math display=block><semantics><mstyle><mi>c</mi></mstyle></semantics></math></span><img src=/t.png aria-hidden=true alt=c></span> đó</p>",
        "<p>Cho <span class=formula apart tabindex=0><math display=block><mstyle><mi>c</mi></mstyle></math></span> đó</p>",
    ),
    (
        "a heading's link to itself",
        "<h2 id=mot>Phần một <a class=anchor aria-hidden=true href='#mot'>#</a></h2><p>a <span aria-hidden=true>→</span> b</p>",
        "<h2 id=user-content-mot>Phần một </h2><p>a → b</p>",
    ),
    (
        "what stands above is not said again",
        "<div><p>HỘI NGHỊ đánh giá</p><p><strong>Xem chi tiết tại đây</strong></p></div><p>Thân</p><p>Hội nghị đánh giá</p>",
        "<p>Thân</p><p>Hội nghị đánh giá</p>",
    ),
    (
        "a repetition that leads on stays",
        "<p>Xem chi tiết <a href=/x>tại đây</a></p><p>Hội nghị đánh giá</p>",
        "<p>Xem chi tiết <a href=https://vidu.example/x rel=noopener>tại đây</a></p><p>Hội nghị đánh giá</p>",
    ),
    (
        "a repetition that is led to leaves its place",
        "<p id=n1>Hội nghị đánh giá</p><p><a href='#n1'>về</a></p>",
        "<span id=user-content-n1></span><p><a href=/bai#user-content-n1>về</a></p>",
    ),
    // What cannot be shown.
    (
        "plug-ins become links",
        "<p>Trước</p><object width=4><param name=movie value=https://phim.example/v/abc><embed src=https://phim.example/v/abc></object><p>Giữa</p><embed src=/a.pdf type=application/pdf><p>Sau</p><object data=/a.pdf type=application/pdf><a href=/a.pdf>Tải về</a></object>",
        "<p>Trước</p><a href=https://phim.example/v/abc rel=noopener>Mở tại phim.example</a> <p>Giữa</p><a href=https://vidu.example/a.pdf rel=noopener>Mở tại vidu.example</a> <p>Sau</p><p><a href=https://vidu.example/a.pdf rel=noopener>Tải về</a></p>",
    ),
    (
        "films of CKEditor, posts, pictures as objects",
        "<p>a</p><figure><oembed url=https://phim.example/v></oembed></figure><p>d</p><div class='fb-post fb_iframe_widget' data-href=https://mang.example/1><span></span></div><div class=fb-like data-href=https://mang.example/2></div><p>e</p><object data=/a.png>f</object>",
        "<p>a</p><figure><a href=https://phim.example/v rel=noopener>Mở tại phim.example</a> </figure><p>d</p><a href=https://mang.example/1 rel=noopener>Mở tại mang.example</a> <p>e</p><img alt=f class=alone src=https://vidu.example/a.png>",
    ),
    (
        "drawings lead to the original, maps to where they do",
        "<figure><svg role=img aria-label='Biểu đồ'><text>10%</text></svg><figcaption>a</figcaption></figure><p><svg><path d=x></svg>b</p><map name=m><area href=/1 alt='Khu 1'><area href=/2 alt='Khu 2'></map>",
        "<figure><a href=https://vidu.example/bai/4/ rel=noopener>Biểu đồ</a> <figcaption>a</figcaption></figure><p>b</p><p><a href=https://vidu.example/1 rel=noopener>Khu 1</a> <a href=https://vidu.example/2 rel=noopener>Khu 2</a> </p>",
    ),
    (
        "what a script would put there",
        "<p>a</p><amp-img src=/1.jpg width=300 height=200 alt=Cầu><noscript><img src=/1.jpg></noscript></amp-img><lite-youtube videoid=x></lite-youtube><amp-youtube data-videoid=y>Phim <b>ngắn</b></amp-youtube><x-y></x-y>",
        "<p>a</p><img alt=Cầu height=200 src=https://vidu.example/1.jpg width=300><a href=https://vidu.example/bai/4/ rel=noopener>Mở tại vidu.example</a> Phim <b>ngắn</b>",
    ),
    (
        "old divisions do not glue their texts",
        "a<marquee>b</marquee>c<listing>d  e</listing>f",
        "a<p>b</p>c<pre tabindex=0>d  e</pre>f",
    ),
    (
        "media without a source",
        "<p>a</p><video></video><video><source data-src=/v.mp4></video><audio src=/a.mp3 autoplay></audio>",
        "<p>a</p><video><source src=https://vidu.example/v.mp4></video><audio src=https://vidu.example/a.mp3></audio>",
    ),
    // Enumerations.
    (
        "what a paragraph counts up is a list, with its own marks",
        "<p id=a lang=en dir=ltr>Kết quả, cụ thể: (i) một <b>hai</b>; (ii) ba (xem (i), 1); và (iii) bốn… Hết.</p><p><a href='#a'>x</a></p>",
        "<p dir=ltr id=user-content-a lang=en>Kết quả, cụ thể: </p><ul class=enumeration dir=ltr lang=en><li>(i) một <b>hai</b>; </li><li>(ii) ba (xem (i), 1); và </li><li>(iii) bốn… Hết.</li></ul><p><a href=/bai#user-content-a>x</a></p>",
    ),
    (
        "nothing leads to an enumeration",
        "<p id=a>&nbsp;(1) một, (2) hai, (3) ba</p><p><a href='#a'>x</a></p><blockquote><p>a) một. b) hai. c) ba. d) bốn. đ) năm. e) sáu.</p></blockquote><ul><li><p>(1) một: x; (2) hai; (3) ba</p></li></ul>",
        "<ul class=enumeration id=user-content-a><li>\u{a0}(1) một, </li><li>(2) hai, </li><li>(3) ba</li></ul><p><a href=/bai#user-content-a>x</a></p><blockquote><ul class=enumeration><li>a) một. </li><li>b) hai. </li><li>c) ba. </li><li>d) bốn. </li><li>đ) năm. </li><li>e) sáu.</li></ul></blockquote><ul><li><ul class=enumeration><li>(1) một: x; </li><li>(2) hai; </li><li>(3) ba</li></ul></li></ul>",
    ),
    (
        "marks in elements of their own, and lines of their own",
        "<p>Gồm: <b><i>(a)</i></b> một; <em>(b) hai; </em><em>(c)</em> ba</p><p>Gồm<br>1) một<br>2) <a href=/b>hai</a><br>3) ba</p>",
        "<p>Gồm: </p><ul class=enumeration><li><b><i>(a)</i></b> một; </li><li><em>(b) hai; </em></li><li><em>(c)</em> ba</li></ul><p>Gồm<br></p><ul class=enumeration><li>1) một<br></li><li>2) <a href=https://vidu.example/b rel=noopener>hai</a><br></li><li>3) ba</li></ul>",
    ),
    (
        "an enumeration from right to left",
        "<div dir=rtl><p>وهي: (i) أ؛ ب; (ii) ج; (iii) د</p></div>",
        "<div dir=rtl><p>وهي: </p><ul class=enumeration><li>(i) أ؛ ب; </li><li>(ii) ج; </li><li>(iii) د</li></ul></div>",
    ),
    (
        "references count nothing up",
        "<p>Theo khoản (i), (ii), (iii) của Điều 5, khoản (i) và (ii)</p><p>Theo (i) Điều 5, (ii) Điều 6, (iii) Điều 7</p><p>Một: (i) a; (ii) b</p><p>Một: (i) a; (ii) b; (iii).</p><p>Một: (i) a (ii) b (iii) c</p><p>Hình 1 (1), hình 2 (2), hình 3 (3)</p><p>(v) a; b(ii) c; (năm 2020, quý 1) d</p>",
        "<p>Theo khoản (i), (ii), (iii) của Điều 5, khoản (i) và (ii)</p><p>Theo (i) Điều 5, (ii) Điều 6, (iii) Điều 7</p><p>Một: (i) a; (ii) b</p><p>Một: (i) a; (ii) b; (iii).</p><p>Một: (i) a (ii) b (iii) c</p><p>Hình 1 (1), hình 2 (2), hình 3 (3)</p><p>(v) a; b(ii) c; (năm 2020, quý 1) d</p>",
    ),
    (
        "marks without order count nothing up",
        "<p>Một: (i) a; (ii) b; (iv) c</p><p>Một: (i) a; (ii) b; (ii) c; (iii) d</p><p>Một: (i) a; (ii) b như (i) nêu; (iii) c</p><p>Một: (ii) a; (iii) b; (iv) c</p><p>Một: (a) a; (i) b; (ii) c; (iii) d</p><p>Nêu: “(i) a; (ii) b; (iii) c”</p><p>Một (gồm: (i) a; (ii) b; (iii) c)</p><p>Một: (i) a; (ii) b; (iii) c; d (e; (iv) f</p>",
        "<p>Một: (i) a; (ii) b; (iv) c</p><p>Một: (i) a; (ii) b; (ii) c; (iii) d</p><p>Một: (i) a; (ii) b như (i) nêu; (iii) c</p><p>Một: (ii) a; (iii) b; (iv) c</p><p>Một: (a) a; (i) b; (ii) c; (iii) d</p><p>Nêu: “(i) a; (ii) b; (iii) c”</p><p>Một (gồm: (i) a; (ii) b; (iii) c)</p><p>Một: (i) a; (ii) b; (iii) c; d (e; (iv) f</p>",
    ),
    (
        "marks that cannot be parted, or stand for something else",
        "<p>Một: <b>(i) a; (ii) b; (iii) c</b></p><p>Một: (i) a; <b>x; (ii) b</b>; (iii) c</p><p>Một: <a href=/1>(i) a</a>; <a href=/2>(ii) b</a>; <a href=/3>(iii) c</a></p><p>Gọi: <code>(a)</code> x; <code>(b)</code> y; <code>(c)</code> z</p><pre>(i) a; (ii) b; (iii) c</pre><h2>Một: (i) a; (ii) b; (iii) c</h2>",
        "<p>Một: <b>(i) a; (ii) b; (iii) c</b></p><p>Một: (i) a; <b>x; (ii) b</b>; (iii) c</p><p>Một: <a href=https://vidu.example/1 rel=noopener>(i) a</a>; <a href=https://vidu.example/2 rel=noopener>(ii) b</a>; <a href=https://vidu.example/3 rel=noopener>(iii) c</a></p><p>Gọi: <code>(a)</code> x; <code>(b)</code> y; <code>(c)</code> z</p><pre tabindex=0>(i) a; (ii) b; (iii) c</pre><h2>Một: (i) a; (ii) b; (iii) c</h2>",
    ),
    (
        "paragraphs that are items already, and those of cells",
        "<p>(i) a;</p><p>(ii) b;</p><p>(iii) c</p><table><tr><td><p>(i) a; (ii) b; (iii) c</p><p>d</p></td></tr></table>",
        "<p>(i) a;</p><p>(ii) b;</p><p>(iii) c</p><div aria-label=Bảng class=table tabindex=0><table><tbody><tr><td><p>(i) a; (ii) b; (iii) c</p><p>d</p></td></tr></tbody></table></div>",
    ),
    // Headings and tables.
    (
        "headings come under the page's own",
        "<h1 id=x dir=ltr>a</h1><p><a href='#x'>b</a></p><h3>c</h3><h6>d</h6>",
        "<h2 dir=ltr id=user-content-x>a</h2><p><a href=/bai#user-content-x>b</a></p><h4>c</h4><h6>d</h6>",
    ),
    (
        "a table scrolls in a named box",
        "<table><caption> Kết quả</caption><tr><th colspan=2>a</th></tr><tr><td>b</td><td rowspan=9>c</td></tr></table>",
        "<div aria-label=Kết quả class=table tabindex=0><table><caption> Kết quả</caption><tbody><tr><th colspan=2>a</th></tr><tr><td>b</td><td>c</td></tr></tbody></table></div>",
    ),
    (
        "columns of figures, by all that their bodies hold",
        "<table><tr><td>STT</td><td>Đơn vị</td><td><b>Việc</b></td><td>Tiền</td><td>Năm</td></tr><tr><td>1</td><td>A</td><td>1.284</td><td>-3,5 %</td><td>2019</td></tr><tr><td>2</td><td>5</td><td>–</td><td>12&nbsp;000 đồng</td><td>từ 2020</td></tr><tr><td>3</td><td>C</td><td><p><b>(73)</b></p></td><td>$5</td><td></td></tr></table>",
        "<div aria-label=Bảng class=table tabindex=0><table><tbody><tr><td>STT</td><td>Đơn vị</td><td class=number><b>Việc</b></td><td class=number>Tiền</td><td>Năm</td></tr><tr><td>1</td><td>A</td><td class=number>1.284</td><td class=number>-3,5 %</td><td>2019</td></tr><tr><td>2</td><td>5</td><td class=number>–</td><td class=number>12\u{a0}000 đồng</td><td>từ 2020</td></tr><tr><td>3</td><td>C</td><td class=number><p><b>(73)</b></p></td><td class=number>$5</td><td></td></tr></tbody></table></div>",
    ),
    (
        "columns of figures under and beside cells that span",
        "<table><tr><th rowspan=2>a</th><th colspan=2>b</th></tr><tr><td>c</td><td>d</td></tr><tr><td rowspan=2>e</td><td>1</td><td>f</td></tr><tr><td>2</td><td>3</td></tr><tr><td colspan=2>g</td><td>4</td></tr></table>",
        "<div aria-label=Bảng class=table tabindex=0><table><tbody><tr><th rowspan=2>a</th><th colspan=2>b</th></tr><tr><td class=number>c</td><td>d</td></tr><tr><td rowspan=2>e</td><td class=number>1</td><td>f</td></tr><tr><td class=number>2</td><td>3</td></tr><tr><td colspan=2>g</td><td>4</td></tr></tbody></table></div>",
    ),
    (
        "dates, telephones, dashes and pictures are no figures",
        "<table><tr><th>a<th>b<th>c<th>d<th>e<tr><th>f<td>22/3/2021<td><a href='tel:113'>113</a><td>-<td>1 <img src=/a.png alt=x><tr><th>f<td>1-2<td>114<td> <td>2</table>",
        "<div aria-label=Bảng class=table tabindex=0><table><tbody><tr><th>a</th><th>b</th><th>c</th><th>d</th><th>e</th></tr><tr><th>f</th><td>22/3/2021</td><td><a href=tel:113>113</a></td><td>-</td><td>1 <img alt=x src=https://vidu.example/a.png></td></tr><tr><th>f</th><td>1-2</td><td>114</td><td> </td><td>2</td></tr></tbody></table></div>",
    ),
    (
        "nothing that runs or paints comes through",
        "<p onclick=x style='color:red' class=y>a<script>b</script><style>c</style><a href='javascript:x'>d</a><a href='java&#xFDD0;script:x'>e</a></p>",
        "<p>a<a>d</a><a href=https://vidu.example/java%EF%B7%90script:x rel=noopener>e</a></p>",
    ),
];
