//! API Impôt particulier: what the tax administration knows, from a tax number.
//!
//! It is another interface than API Particulier: its own address and authorisation (OAuth2, see [`ClientCredentials`]), no
//! recipient, and the tax number in the path. This number is in no log, no error and no `Debug`: the template of the path
//! stands for it.

mod numero_fiscal;
mod situation;

pub use numero_fiscal::NumeroFiscal;
pub use situation::{
    AdresseFiscale, DateNaissanceFiscale, PersonnesACharge, Revenu, Revenus, SituationDeclaree,
    SituationIr,
};

use http::{HeaderMap, HeaderName, HeaderValue, header::ACCEPT};

use crate::{Argument, Client, ClientCredentials, Error, Response, SettingsBuilder, request::Ask};

/// Where [`ImpotParticulier::situations_ir_assiettes`] lives.
pub const SITUATIONS_IR_ASSIETTES: &str = "/spi/{spi}/situations/ir/assiettes/annrev/{annrev}";

/// Where [`ImpotParticulier::derniere_situation_ir_assiettes`] lives.
pub const DERNIERE_SITUATION_IR_ASSIETTES: &str =
    "/spi/{spi}/dernieresituation/ir/assiettes/annrev/{annrev}";

/// Where [`ImpotParticulier::derniere_situation_ir_assiettes_deux_ans`] lives.
pub const DERNIERE_SITUATION_IR_ASSIETTES_DEUX_ANS: &str =
    "/spi/{spi}/dernieresituation/ir/assiettes/deuxans";

const SITUATION: &str = "application/prs.dgfip.part.situations.ir.assiettes.v1+json";

const DERNIERE_SITUATION: &str =
    "application/prs.dgfip.part.derniere.situations.ir.assiettes.v1+json";

/// A client of API Impôt particulier. Cheap to clone; clones share their connections and their token.
#[derive(Debug, Clone)]
pub struct ImpotParticulier {
    client: Client,
    teleservice: Option<HeaderValue>,
}

impl ImpotParticulier {
    /// A client of the interface at `base_url`, which ends in `/impotparticulier/1.0` and is given with the authorisation.
    ///
    /// Of `settings`, the timeouts and the retries are used; the address and the authentication are those given here.
    ///
    /// # Errors
    /// As [`SettingsBuilder::build`] and [`Client::new`].
    pub fn new(
        base_url: &str,
        credentials: ClientCredentials,
        settings: SettingsBuilder,
    ) -> Result<Self, Error> {
        let settings = settings.base_url(base_url).authentication(credentials);
        Ok(Self {
            client: Client::new(settings.build()?)?,
            teleservice: None,
        })
    }

    /// The same client, naming the online service that asks (`ID_Teleservice`).
    #[must_use]
    pub fn teleservice(mut self, id: HeaderValue) -> Self {
        self.teleservice = Some(id);
        self
    }

    /// The income tax situation of a person for the income of the year `annee`.
    ///
    /// # Errors
    /// Any [`Error`]; [`Error::NotFound`] when nothing is known of this person for this year (204, 404 or 410).
    pub async fn situations_ir_assiettes(
        &self,
        spi: &NumeroFiscal,
        annee: u16,
    ) -> Result<Response<SituationIr>, Error> {
        self.ask(SITUATIONS_IR_ASSIETTES, spi, Some(annee), SITUATION)
            .await
    }

    /// The same as it stands after the last correction.
    ///
    /// # Errors
    /// As [`situations_ir_assiettes`](Self::situations_ir_assiettes).
    pub async fn derniere_situation_ir_assiettes(
        &self,
        spi: &NumeroFiscal,
        annee: u16,
    ) -> Result<Response<SituationIr>, Error> {
        let template = DERNIERE_SITUATION_IR_ASSIETTES;
        self.ask(template, spi, Some(annee), DERNIERE_SITUATION)
            .await
    }

    /// The latest situation of the last two years.
    ///
    /// # Errors
    /// As [`situations_ir_assiettes`](Self::situations_ir_assiettes).
    pub async fn derniere_situation_ir_assiettes_deux_ans(
        &self,
        spi: &NumeroFiscal,
    ) -> Result<Response<SituationIr>, Error> {
        let template = DERNIERE_SITUATION_IR_ASSIETTES_DEUX_ANS;
        self.ask(template, spi, None, DERNIERE_SITUATION).await
    }

    /// Asks any path of the interface, and gives its answer as it is. Each `{name}` of `template` is replaced by its value
    /// in the path that is sent, and in nothing that is shown.
    ///
    /// # Errors
    /// As [`situations_ir_assiettes`](Self::situations_ir_assiettes); [`Argument::InvalidPath`] when a value holds anything but
    /// letters and digits, or when one is missing.
    pub async fn get(&self, template: &str, values: &[(&str, &str)]) -> Result<Response, Error> {
        let is_segment = |value: &str| value.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !values.iter().all(|(_, value)| is_segment(value)) {
            return Err(Argument::InvalidPath.into());
        }
        let latest = template.contains("/dernieresituation/");
        let media_type = if latest {
            DERNIERE_SITUATION
        } else {
            SITUATION
        };
        self.client
            .call(Ask::impot(template, values, self.headers(media_type)))
            .await
    }

    async fn ask(
        &self,
        template: &str,
        spi: &NumeroFiscal,
        annee: Option<u16>,
        media_type: &'static str,
    ) -> Result<Response<SituationIr>, Error> {
        let annee = annee.map(|annee| annee.to_string()).unwrap_or_default();
        let values = [("spi", spi.as_str()), ("annrev", &annee)];
        self.client
            .call(Ask::impot(template, &values, self.headers(media_type)))
            .await
    }

    fn headers(&self, media_type: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(media_type));
        headers.extend(
            self.teleservice
                .clone()
                .map(|id| (HeaderName::from_static("id_teleservice"), id)),
        );
        headers
    }
}
