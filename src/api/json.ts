/** The JSON types under the name most of the code knows; they live in base so that yaml can have them too. */
export {type JsonObject, type JsonValue, isObject, setField} from '../base/json-value.ts'
