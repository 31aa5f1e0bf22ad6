#include "base/text.hpp"
#include "exchange/parse_reading.hpp"
#include "exchange/value.hpp"

#include <nlohmann/json.hpp>

namespace exchange {

base::result<read_line> parse_read_line(std::string_view line) {
    if (!base::trimmed(line).starts_with('{')) {
        if (!base::is_valid_utf8(line)) return base::fail(base::problem_kind::invalid, {"exchange.not_utf8", {}});
        return read_line{.text = std::string{line}, .known = {}, .id = {}};
    }
    const auto value = parse_text(line);
    if (!value) return tl::unexpected(value.error());
    std::optional<base::problem> wrong;
    const cursor root{*value, "", wrong};
    read_line out;
    out.text = root.text("text");
    out.id = root.text_or("id", "");
    if (const auto known = root.find("context"); known && known->is_object())
        out.known = {known->date("from"), known->date("to"), known->texts("parties")};
    if (wrong) return tl::unexpected(*wrong);
    return out;
}

namespace {

written begin_line(const read_line& in) {
    written out;
    if (!in.id.empty()) out["id"] = in.id;
    out["text"] = in.text;
    return out;
}

std::string end_line(written& out, const std::vector<reading::question>& questions) {
    out["questions"] = written::array();
    for (const auto& q : questions)
        out["questions"].push_back(value_of(q));
    return text_of(out, form::line);
}

} // namespace

std::string cadence_line(const read_line& in, const reading::cadence_answer& answer) {
    auto out = begin_line(in);
    out["measurable"] = reading::name(answer.measurable);
    if (!answer.reason.empty()) out["reason"] = answer.reason;
    out["readings"] = written::array();
    for (const auto& r : answer.readings)
        out["readings"].push_back(value_of(r));
    return end_line(out, answer.questions);
}

std::string period_line(const read_line& in, const reading::period_answer& answer) {
    auto out = begin_line(in);
    out["valid"] = value_of(answer.valid);
    return end_line(out, answer.questions);
}

std::string quantity_line(const read_line& in, const reading::quantity_answer& answer) {
    auto out = begin_line(in);
    out["quantity"] = answer.quantity ? value_of(*answer.quantity) : written(nullptr);
    return end_line(out, answer.questions);
}

} // namespace exchange
