//! Asks the staging environment for an invented family quotient.
//!
//! `API_PARTICULIER_TOKEN=… cargo run --example quotient_familial`, with the public token of the staging environment.
#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use api_particulier::{
    Client, DateNaissance, Environment, Error, Identite, LieuNaissance, Presence, Settings, Sexe,
};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let settings = Settings::builder()
        .environment(Environment::Staging)
        .recipient("13002526500013".parse()?);
    let client = Client::new(settings.build()?)?;

    let identite = Identite::new("LEFEBVRE", ["ALEXIS", "GÉRÔME", "JEAN-PHILIPPE"])
        .sexe(Sexe::M)
        .date_naissance(DateNaissance::jour(1982, 12, 27))
        .lieu_naissance(LieuNaissance::Commune("08480".into()));
    let response = client.dss().quotient_familial_identite(&identite).await?;

    match response
        .data
        .quotient_familial
        .map(|quotient| quotient.valeur)
    {
        Some(Presence::Known(valeur)) => println!("Quotient familial: {valeur} €"),
        Some(Presence::Null) => println!("The fund has no quotient for this person."),
        Some(Presence::Absent) | None => println!("The token gives no right to the quotient."),
    }
    Ok(())
}
