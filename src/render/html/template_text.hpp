#pragma once

#include "base/translate.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

// What happens to a template's text before mustache sees it.
namespace render::html {

// A template's text by its name ("pledge", "parts/card"); throws std::runtime_error where there is none.
using template_source = std::function<std::string(std::string_view name)>;

// The layout with the page in it: {{>part}} is replaced by the part's text, {{#t}}key{{/t}} by the key's text
// in the language, indentation goes. Throws where a part includes itself or an unescaped name does not end in "_html".
std::string assembled(std::string_view page, const template_source& source, const base::translator& say);

// Names that a text writes unescaped ({{{name}}} and {{&name}}).
std::vector<std::string> unescaped_names(std::string_view text);

} // namespace render::html
