#include "schema.hpp"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace support {

using nlohmann::json;

namespace {

std::vector<std::string> errors_of(const json& schema, const json& value) {
    valijson::Schema compiled;
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter{schema}, compiled);
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(compiled, valijson::adapters::NlohmannJsonAdapter{value}, &results)) return {};
    std::vector<std::string> out;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
        std::string line;
        for (const auto& step : error.context)
            line += step;
        out.push_back(line + ": " + error.description);
    }
    return out;
}

// Points references to the other document at the copy of it that stands under "lofte", and its own along with it.
void point_into(json& node, const std::string& from, const std::string& to) {
    if (node.is_object() && node.contains("$ref")) {
        auto ref = node["$ref"].get<std::string>();
        if (ref == from)
            ref = to;
        else if (ref.starts_with(from + "#") || (from == "#" && ref.starts_with("#/")))
            ref = to + ref.substr(from.size() + (from == "#" ? 0 : 1));
        node["$ref"] = ref;
    }
    if (node.is_structured())
        for (auto& child : node)
            point_into(child, from, to);
}

} // namespace

std::vector<std::string> schema_errors(std::string_view schema, std::string_view value) {
    return errors_of(json::parse(schema), json::parse(value));
}

std::vector<std::string> answer_errors(std::string_view openapi, std::string_view lofte, std::string_view path,
                                       std::string_view method, int status, std::string_view type,
                                       std::string_view body) {
    auto api = json::parse(openapi);
    const json::json_pointer place = json::json_pointer{} / "paths" / std::string{path} / std::string{method} /
                                     "responses" / std::to_string(status) / "content" /
                                     std::string{type.substr(0, type.find(';'))} / "schema";
    if (!api.contains(place)) return {place.to_string() + " is not in the document"};
    auto other = json::parse(lofte);
    other.erase("$id");
    other.erase("$schema");
    point_into(other, "#", "#/lofte");
    json schema{{"allOf", json::array({api.at(place)})}, {"components", api["components"]}};
    point_into(schema, "/api/schema/lofte-1.json", "#/lofte");
    schema["lofte"] = other;
    const bool is_json = type.find("json") != std::string_view::npos;
    return errors_of(schema, is_json ? json::parse(body) : json(std::string{body}));
}

} // namespace support
