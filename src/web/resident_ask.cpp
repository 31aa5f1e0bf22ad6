#include "http/form.hpp"
#include "render/resident_question.hpp"
#include "store/resident_question.hpp"
#include "web/form_parts.hpp"
#include "web/form_stamp.hpp"
#include "web/public_pledge.hpp"
#include "web/resident_pages.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <chrono>
#include <memory>

namespace web {
namespace {

using render::ask_view;

// A pledge that residents see, judged today.
struct judged_pledge {
    std::shared_ptr<const core::pledge_file> file;
    core::document_state state;
};

std::optional<judged_pledge> asked_pledge(const visit& v) {
    auto file = public_pledge(v.on, v.asked.parameter("slug"));
    if (!file) return std::nullopt;
    auto state = core::judge(file->document, file->log, file->reasons, file->settings, v.today);
    return judged_pledge{std::move(file), std::move(state)};
}

// Those that have a page of their own, and the pledge as a whole.
bool may_be_asked_about(const core::pledge_file& file, std::string_view owner) {
    if (owner.empty()) return true;
    const auto all = core::owners_of(file.document);
    return owner != "follow_up" && owner != "feedback" &&
           std::any_of(all.begin(), all.end(), [&](const auto& o) { return o.id == owner; });
}

// The form as it is asked for or was sent, but for its notice; nullopt: there is no such pledge or measure.
std::optional<ask_view> form_of(const visit& v, const judged_pledge& p, std::string_view owner,
                                std::string_view period) {
    if (!may_be_asked_about(*p.file, owner)) return std::nullopt;
    ask_view form;
    const auto c = v.context();
    form.about = render::subject_of(c, *p.file, p.state, owner, std::nullopt);
    form.periods = render::periods_of(c, *p.file, p.state, owner);
    const auto from = base::parse_iso_date(period);
    for (const auto& [first, words] : form.periods)
        if (from && first == *from) form.period = first;
    return form;
}

http::response page_of(const visit& v, ask_view form, int status = 200) {
    if (form.stamp.empty()) form.stamp = new_stamp(v.on, v.on.clock.now());
    return private_page(v, render::ask_page(v.context(), form), status);
}

} // namespace

std::string typed_text(const http::fields& f, std::string_view name) {
    auto text = typed(f, name);
    std::erase(text, '\r');
    return text;
}

http::response ask_show(const visit& v) {
    const auto pledge = asked_pledge(v);
    if (!pledge) return v.not_found();
    auto form =
        form_of(v, *pledge, v.asked.query_value("om").value_or(""), v.asked.query_value("fonster").value_or(""));
    if (!form) return v.not_found();
    return page_of(v, *std::move(form));
}

http::response ask(const visit& v, const http::fields& f, ask_limits& limits) {
    const auto pledge = asked_pledge(v);
    if (!pledge) return v.not_found();
    auto form = form_of(v, *pledge, http::field_value(f, "om"), http::field_value(f, "fonster"));
    if (!form) return v.not_found();
    form->matter = core::matter_named(http::field_value(f, "matter"));
    form->text = typed_text(f, "text");
    form->stamp = http::field_value(f, "stampel");
    const auto again = [&](base::problem p, int status = 422) {
        form->notice.problem = std::move(p);
        return page_of(v, *form, status);
    };
    const auto anew = [&](base::problem p) {
        form->stamp.clear();
        return again(std::move(p));
    };
    const auto made = read_stamp(v.on, form->stamp);
    const auto now = v.on.clock.now();
    if (!made || now - made->made_at > longest_form_age) return anew(wrong("resident.old_form"));
    if (now - made->made_at < shortest_form_age) return again(wrong("resident.too_fast"));
    if (!form->matter) return again(wrong("resident.no_matter", "matter"));
    if (const auto fit = core::check_resident_text("text", form->text, http::field_value(f, "confirmed") == "ja"); !fit)
        return again(fit.error());
    const auto code = store::receipt_code(made->secret);
    {
        // What was saved before costs nothing more.
        auto reader = v.on.database.read();
        const auto at = std::chrono::steady_clock::now();
        if (!store::find_question(reader, code) &&
            (!limits.of_one.allow(http::client_network(v.asked.remote), at) || !limits.of_all.allow("", at))) {
            auto answer = again(wrong("resident.too_many"), 429);
            answer.headers.emplace_back("Retry-After", "600");
            return answer;
        }
    }
    core::resident_question q;
    q.document = pledge->file->id;
    q.matter = *form->matter;
    q.owner = form->about.owner;
    q.window_from = form->period;
    q.text = form->text;
    store::kept_question kept;
    v.on.database.write([&](db::transaction& t) { kept = store::ask(t, q, code); });
    if (kept.differs) return anew(wrong("resident.sent_before"));
    v.on.pages.drop(pledge->file->slug);
    return see_other("/fraga/" + code + "?ny=1");
}

} // namespace web
