//! The account that is there from the first start, to try sign-in with.

use std::{
    fmt, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use origin::{AccountError, AccountName, Accounts, InvalidName, NewAccount};
use rand::{Rng, distr::slice::Choose};

const NAME: &str = "bien-tap";
const DISPLAY_NAME: &str = "Biên tập viên";
/// Letters and digits that no one mistakes for another.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz123456789";

/// Why there is no demo account.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The name in this file is no name.
    #[error(transparent)]
    Name(#[from] InvalidName),
    /// The account could not be made.
    #[error("the demo account: {0}")]
    Account(#[from] AccountError),
    /// The file with its password could not be written or read.
    #[error("{1}: {0}")]
    File(io::Error, PathBuf),
}

/// What to tell in the terminal about the demo account.
pub struct Demo {
    /// Unknown if the file was deleted.
    password: Option<String>,
    file: PathBuf,
}

/// Makes the demo account at the first start, and finds its password again at
/// later ones in a file in `data` that its owner alone may read.
pub async fn account(accounts: &Accounts, data: &Path) -> Result<Demo, DemoError> {
    let file = data.join("demo-password");
    let password = random_password();
    let account = NewAccount {
        name: NAME.parse::<AccountName>()?,
        display_name: DISPLAY_NAME.to_owned(),
        password: password.clone(),
        locked: false,
    };
    let password = match accounts.add(account).await {
        Ok(()) => write_private(&file, &password).map(|()| Some(password)),
        Err(AccountError::NameTaken) => match fs::read_to_string(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(|text| Some(text.trim().to_owned())),
        },
        Err(error) => return Err(error.into()),
    };
    match password {
        Ok(password) => Ok(Demo { password, file }),
        Err(error) => Err(DemoError::File(error, file)),
    }
}

impl fmt::Display for Demo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.display();
        writeln!(f, "Demo account  name {NAME}")?;
        match &self.password {
            Some(password) => {
                writeln!(f, "              password {password}")?;
                write!(f, "              kept in {file} for the next start")
            }
            None => write!(f, "              password unknown: {file} was deleted"),
        }
    }
}

/// Sixteen letters in fours: 80 bits.
fn random_password() -> String {
    let letters: Vec<u8> = match Choose::new(LETTERS) {
        Ok(choose) => rand::rng().sample_iter(choose).take(16).copied().collect(),
        Err(_) => unreachable!("LETTERS is not empty"),
    };
    let groups = letters.chunks(4).map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join("-")
}

/// Writes a file of mode 0600 in place of any there was.
fn write_private(path: &Path, text: &str) -> io::Result<()> {
    if let Err(error) = fs::remove_file(path)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let mut file = crate::private_file().create_new(true).open(path)?;
    writeln!(file, "{text}")
}
