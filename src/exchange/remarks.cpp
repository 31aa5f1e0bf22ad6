#include "exchange/remarks.hpp"

#include "exchange/value.hpp"

#include <nlohmann/json.hpp>

namespace exchange {

std::string remarks_json(const std::vector<reading::remark>& remarks, const base::translator& say) {
    written out = written::array();
    for (const auto& r : remarks) {
        written one;
        one["at"] = r.at;
        one["code"] = reading::name(r.code);
        one["severity"] = reading::name(r.severity);
        one["span"] = written::array({r.span.begin, r.span.end});
        one["message"] = say(r.text);
        one["instead"] = say(r.instead);
        out.push_back(std::move(one));
    }
    return text_of(out, form::indented);
}

} // namespace exchange
