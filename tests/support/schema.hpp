#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace support {

// What is wrong with a value by a JSON Schema, a line each; empty: nothing.
std::vector<std::string> schema_errors(std::string_view schema, std::string_view value);

// The same for an answer of the API by its OpenAPI document, whose "/api/schema/lofte-1.json" is `lofte`. A path,
// method, status or content type that the document does not have is an error as well.
std::vector<std::string> answer_errors(std::string_view openapi, std::string_view lofte, std::string_view path,
                                       std::string_view method, int status, std::string_view type,
                                       std::string_view body);

} // namespace support
