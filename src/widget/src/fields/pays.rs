//! The country of birth, chosen from the relay's list.

use std::rc::Rc;

use model::lang::Lang;
use model::lieu::FRANCE;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::{AttrValue, Callback, Component, Context, Event, FocusEvent, Html, Properties, html};

use super::error_line;
use crate::app::NO_FORM;
use crate::failure::Failure;
use crate::relay::{Pays, Relay};
use crate::task::Task;
use crate::texts::texts;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) id: String,
    pub(super) lang: Lang,
    pub(super) relay: Relay,
    /// The code of the country that is chosen, or nothing.
    pub(super) value: String,
    pub(super) error: Option<AttrValue>,
    pub(super) on_choose: Callback<String>,
    pub(super) on_leave: Callback<FocusEvent>,
}

/// The list, once it has come.
pub(super) struct PaysSelect {
    list: Option<Result<Rc<[Pays]>, Failure>>,
    _task: Task,
}

impl Component for PaysSelect {
    type Message = Result<Vec<Pays>, Failure>;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let (relay, link) = (ctx.props().relay.clone(), ctx.link().clone());
        let task = Task::new(async move { link.send_message(relay.pays().await) });
        Self {
            list: None,
            _task: task,
        }
    }

    fn update(&mut self, _ctx: &Context<Self>, list: Self::Message) -> bool {
        self.list = Some(list.map(Rc::from));
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let texts = texts(props.lang);
        let (prompt, trouble) = match &self.list {
            None => (texts.pays_loading, None),
            Some(Ok(_)) => (texts.pays_choose, None),
            Some(Err(_)) => (
                texts.pays_choose,
                Some(AttrValue::from(texts.pays_unavailable)),
            ),
        };
        let error = trouble.or_else(|| props.error.clone());
        let class = if error.is_some() {
            "pr-field pr-field--wrong"
        } else {
            "pr-field"
        };
        html! {
            <div {class}>
                <label class="pr-label" for={props.id.clone()}>{ texts.pays }</label>
                <select class="pr-input" form={NO_FORM} id={props.id.clone()}
                    aria-invalid={error.is_some().then_some("true")}
                    aria-describedby={error.is_some().then(|| format!("{}-error", props.id))}
                    onchange={props.on_choose.reform(chosen)} onblur={props.on_leave.clone()}>
                    <option value="" selected={props.value.is_empty()}>{ prompt }</option>
                    { for self.list.iter().flatten().flat_map(|list| list.iter()).map(|pays| option(props, pays)) }
                </select>
                { error_line(&props.id, error.as_ref()) }
            </div>
        }
    }
}

/// France is asked for before the list.
fn option(props: &Props, pays: &Pays) -> Html {
    if pays.code == FRANCE {
        return Html::default();
    }
    let name = match props.lang {
        Lang::Fr => &pays.nom,
        Lang::En => &pays.nom_en,
    };
    html! {
        <option key={pays.code.clone()} value={pays.code.clone()} selected={pays.code == props.value}>{ name.clone() }</option>
    }
}

fn chosen(event: Event) -> String {
    let select = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
    select.map(|select| select.value()).unwrap_or_default()
}
