#include "http/form.hpp"
#include "http/target.hpp"
#include "render/resident_question.hpp"
#include "store/resident_question.hpp"
#include "web/form_parts.hpp"
#include "web/public_pledge.hpp"
#include "web/resident_pages.hpp"

#include <array>

namespace web {
namespace {

constexpr std::string_view by_receipt = "receipt"; // the holder whose right it is
constexpr std::array<std::string_view, 2> done{"withdrawn", "erased"};
constexpr std::size_t longest_code = 60; // as typed, with spaces

http::response no_such_receipt(const visit& v, std::string_view code) {
    return private_page(v,
                        render::receipt_entry_page(v.context(), std::string{code.substr(0, longest_code)},
                                                   {wrong("resident.no_such_code", "code"), {}}),
                        404);
}

std::optional<store::found_question> asked_for(const visit& v) {
    auto reader = v.on.database.read();
    return store::find_question(reader, v.asked.parameter("code"));
}

} // namespace

http::response receipt_entry_show(const visit& v) {
    return private_page(v, render::receipt_entry_page(v.context(), {}, {}));
}

http::response receipt_open(const visit& v, const http::fields& f) {
    const auto code = typed(f, "code");
    auto reader = v.on.database.read();
    if (!store::find_question(reader, code)) return no_such_receipt(v, code);
    std::string plain; // without what may not stand in a path
    for (const char c : code)
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-') plain += c;
    return see_other("/fraga/" + plain);
}

http::response receipt_show(const visit& v) {
    const auto found = asked_for(v);
    if (!found) return no_such_receipt(v, v.asked.parameter("code"));
    render::receipt_view view;
    view.question = found->question;
    view.code = v.asked.parameter("code");
    view.is_new = v.asked.query_value("ny").has_value() && found->question.is_waiting();
    view.now = v.on.clock.now();
    for (const auto what : done)
        if (v.asked.query_value("gjort") == what) view.notice.done = "resident.done_" + std::string{what};
    view.about = {found->slug, found->title, {}, {}, {}};
    if (const auto file = public_pledge(v.on, found->slug))
        view.about = render::subject_of(v.context(), *file,
                                        core::judge(file->document, file->log, file->reasons, file->settings, v.today),
                                        found->question.owner, found->question.window_from);
    return private_page(v, render::receipt_page(v.context(), view));
}

http::response receipt_change(const visit& v, const http::fields& f) {
    const auto found = asked_for(v);
    if (!found) return no_such_receipt(v, v.asked.parameter("code"));
    const auto what = http::field_value(f, "gor");
    const auto& q = found->question;
    const auto back = "/fraga/" + http::encode_path(v.asked.parameter("code"));
    if (what != "ta-tillbaka" && what != "radera") return see_other(back);
    bool is_erased = what == "radera", is_done = is_erased;
    v.on.database.write([&](db::transaction& t) {
        if (is_erased)
            store::erase(t, q.document, q.number, by_receipt);
        else
            is_done = store::withdraw(t, q.document, q.number, by_receipt);
    });
    v.on.pages.drop(found->slug);
    return see_other(back + (is_erased ? "?gjort=erased" : is_done ? "?gjort=withdrawn" : ""));
}

} // namespace web
