//! Errors on their way to JavaScript, and the way that every entry from there takes.

use crate::raw::Value;
use napi::bindgen_prelude::{FnArgs, Function, FunctionRef, Unknown};
use napi::{Env, Status, ValueType};
use napi_derive::napi;

/// What `UserhashError` is constructed from: code, number, message.
type Row = FnArgs<(&'static str, i32, &'static str)>;

/// The class `UserhashError` of one Node environment: each worker thread has its own.
struct ErrorClass(FunctionRef<Row, Unknown<'static>>);

/// Why a call failed.
pub(crate) enum Failure {
    /// An error of the core's table.
    Userhash(userhash::Error),
    /// An error of Node's own kinds.
    Host(Class, &'static str, String),
    /// Node-API itself failed.
    Engine(napi::Error),
}

/// The classes that Node's own errors have.
#[derive(Clone, Copy)]
pub(crate) enum Class {
    TypeError,
    RangeError,
}

impl Failure {
    /// A value of a type that isn't taken, in the words of Node's own errors. The value itself,
    /// which Node would show, may be a secret key and is left out.
    pub(crate) fn wrong_type(argument: &str, expected: &str, value: Value) -> Self {
        Self::refused_type(argument, expected, &received(value))
    }

    pub(crate) fn refused_type(argument: &str, expected: &str, received: &str) -> Self {
        let noun = if argument.contains('.') { "property" } else { "argument" };
        let message = format!("The \"{argument}\" {noun} must be {expected}. Received {received}");
        Failure::Host(Class::TypeError, "ERR_INVALID_ARG_TYPE", message)
    }

    /// Throws the error in JavaScript; what is returned tells napi that this has been done.
    fn throw(self, env: Env) -> napi::Error {
        let thrown = match self {
            Failure::Userhash(error) => throw_userhash(env, error),
            Failure::Host(Class::TypeError, code, message) => {
                env.throw_type_error(&message, Some(code))
            }
            Failure::Host(Class::RangeError, code, message) => {
                env.throw_range_error(&message, Some(code))
            }
            Failure::Engine(error) => return error,
        };
        match thrown {
            Ok(()) => napi::Error::from_status(Status::PendingException),
            Err(error) => error,
        }
    }
}

impl From<userhash::Error> for Failure {
    fn from(error: userhash::Error) -> Self {
        Failure::Userhash(error)
    }
}

impl From<napi::Error> for Failure {
    fn from(error: napi::Error) -> Self {
        Failure::Engine(error)
    }
}

/// Runs the body of a function that JavaScript calls; a panic in it becomes a `UserhashError`
/// with the code `panic`.
pub(crate) fn entry<T>(env: Env, body: impl FnOnce() -> Result<T, Failure>) -> napi::Result<T> {
    userhash::guard(|| Ok(body()))
        .unwrap_or_else(|panic| Err(panic.into()))
        .map_err(|failure| failure.throw(env))
}

/// Tells the addon which class its errors have. Called once, when the package is loaded.
#[napi]
pub fn use_error_class(
    env: Env,
    #[napi(ts_arg_type = "new (code: string, number: number, message: string) => Error")]
    error_class: Function<'_, Row, Unknown<'static>>,
) -> napi::Result<()> {
    entry(env, || {
        let class = ErrorClass(error_class.create_ref()?);
        Ok(env.set_instance_data(class, (), drop)?)
    })
}

/// The only place where an error of the core's table becomes one of JavaScript's.
fn throw_userhash(env: Env, error: userhash::Error) -> napi::Result<()> {
    let Some(ErrorClass(class)) = env.get_instance_data()? else {
        return env.throw_error(error.message(), Some(error.code()));
    };
    let row = FnArgs::from((error.code(), error.number(), error.message()));
    let instance = class.borrow_back(&env)?.new_instance(row)?;
    env.throw(instance)
}

/// What a value is, as the ends of Node's messages say it.
fn received(value: Value) -> String {
    match value.kind() {
        ValueType::Undefined => "undefined".into(),
        ValueType::Null => "null".into(),
        ValueType::Boolean => "type boolean".into(),
        ValueType::Number => "type number".into(),
        ValueType::BigInt => "type bigint".into(),
        ValueType::String => "type string".into(),
        ValueType::Symbol => "type symbol".into(),
        ValueType::Function => match printable(value.name()) {
            name if name.is_empty() => "a function".into(),
            name => format!("function {name}"),
        },
        _ => match printable(value.class_name()) {
            name if name.is_empty() => "an object".into(),
            name => format!("an instance of {name}"),
        },
    }
}

/// A name as it may stand in a message: a class can be called anything.
fn printable(name: Option<String>) -> String {
    const LONGEST: usize = 64;
    name.unwrap_or_default().chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}
