#include "exchange/read_call.hpp"

#include "exchange/cursor.hpp"
#include "exchange/value.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace exchange {

base::result<text_to_read> parse_text_to_read(std::string_view json) {
    const auto value = parse_text(json);
    if (!value) return tl::unexpected(value.error());
    std::optional<base::problem> wrong;
    const cursor root{*value, "", wrong};
    text_to_read out;
    if (root.is_object()) {
        root.only({"text", "name"});
        out = {root.text("text"), root.text_or("name", "")};
    }
    if (wrong) return tl::unexpected(*wrong);
    return out;
}

std::string read_answer_json(const reading::draft& draft, const std::vector<std::string>& warnings) {
    auto out = draft_value(draft);
    if (!warnings.empty()) out["source"]["warnings"] = warnings;
    return text_of(out, form::indented);
}

} // namespace exchange
