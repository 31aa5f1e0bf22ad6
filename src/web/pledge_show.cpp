#include "render/resident_question.hpp"
#include "store/resident_question.hpp"
#include "web/pages.hpp"
#include "web/public_pledge.hpp"

namespace web {
namespace {

core::document_state judged(const core::pledge_file& f, base::date day) {
    return core::judge(f.document, f.log, f.reasons, f.settings, day);
}

render::resident_questions asked_of(const site& s, const core::pledge_file& f) {
    auto reader = s.database.read();
    return store::questions_of(reader, f.id);
}

} // namespace

http::response pledge_show(const visit& v) {
    return v.page(v.asked.parameter("slug"), [&]() -> std::optional<std::string> {
        const auto file = public_pledge(v.on, v.asked.parameter("slug"));
        if (!file) return std::nullopt;
        return render::pledge_page(v.context(), *file, judged(*file, v.day()), asked_of(v.on, *file));
    });
}

http::response measure_show(const visit& v) {
    return v.page(v.asked.parameter("slug"), [&]() -> std::optional<std::string> {
        const auto file = public_pledge(v.on, v.asked.parameter("slug"));
        if (!file) return std::nullopt;
        return render::measure_page(v.context(), *file, judged(*file, v.day()), v.asked.parameter("id"),
                                    asked_of(v.on, *file));
    });
}

http::response changes_show(const visit& v) {
    const auto since = day_of(v.asked, "sedan", v.today);
    if (!since) return v.problem(400, since.error().text);
    // Without a day: what happened in the last month.
    const auto from = since->value_or(base::add_months(v.day(), -1));
    if (from > v.day()) return v.problem(400, {"web.error_day_before", {{"day", v.day()}}});
    return v.page(v.asked.parameter("slug"), [&]() -> std::optional<std::string> {
        const auto file = public_pledge(v.on, v.asked.parameter("slug"));
        if (!file) return std::nullopt;
        return render::changes_page(v.context(), *file, judged(*file, from), judged(*file, v.day()));
    });
}

} // namespace web
