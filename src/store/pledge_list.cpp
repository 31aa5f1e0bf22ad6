#include "base/text.hpp"
#include "db/statement.hpp"
#include "reading/names.hpp"
#include "store/party.hpp"
#include "store/pledge.hpp"

#include <fmt/format.h>

#include <limits>
#include <unordered_map>

namespace store {
namespace {

constexpr std::size_t most_words = 8;

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    const auto small = base::squeezed(base::lower(text));
    for (const auto word : base::split(small, ' '))
        if (!word.empty() && words.size() < most_words) words.emplace_back(word);
    words.resize(most_words);
    return words;
}

// Which documents are meant, and in which order; the three questions below share it. $1 all or published only,
// $2 a municipality's code or '', $3–$10 words or '', $11 and $12 limit and offset. `position` is the engine's name for
// where one text stands in another. Of one municipality it begins at its parties, of all at the documents.
std::string page_text(std::string_view position, bool one_municipality) {
    std::string text = R"(
        with page as (
            select d.id, d.slug
            from document d
            where ($1 or d.status in ('published', 'closed')))";
    text += one_municipality ? R"(
                and d.id in (select p.document from party p where p.code = $2 and p.kind = 'municipality'))"
                             : R"(
                and $2 = '')";
    for (std::size_t i = 0; i < most_words; ++i)
        text += fmt::format(" and {}(d.search, ${}) > 0", position, i + 3);
    return text + R"(
            order by d.slug
            limit $11 offset $12))";
}

template <class... T>
db::rows<T...> select_of_page(db::reader& r, const pledge_filter& f, std::string_view rest) {
    const auto w = words_of(f.words);
    const bool one = !f.municipality.empty();
    const auto sqlite = page_text("instr", one).append(rest);
    const auto pgsql = page_text("strpos", one).append(rest);
    const std::int64_t limit = f.limit ? *f.limit : std::numeric_limits<std::int64_t>::max();
    return db::select<T...>(r, db::sql{.sqlite = sqlite, .pgsql = pgsql}, !f.published_only, f.municipality, w[0], w[1],
                            w[2], w[3], w[4], w[5], w[6], w[7], limit, f.offset);
}

using places = std::unordered_map<std::int64_t, std::size_t>;

void add_parties(db::reader& r, const pledge_filter& f, const places& at, std::vector<core::pledge_summary>& all) {
    using text = std::string;
    using maybe = std::optional<text>;
    static const auto rest = fmt::format(R"(
        select p.document, {}
        from party p
        where p.document in (select id from page)
        order by p.document, p.number)",
                                         party_columns);
    for (auto [document, name, kind, code, role, function, mail, telephone] :
         select_of_page<std::int64_t, text, text, maybe, text, maybe, maybe, maybe>(r, f, rest))
        all[at.at(document)].parties.push_back(party_from(std::move(name), kind, std::move(code), role,
                                                          std::move(function), std::move(mail), std::move(telephone)));
}

void add_focus_areas(db::reader& r, const pledge_filter& f, const places& at, std::vector<core::pledge_summary>& all) {
    for (auto [document, name] : select_of_page<std::int64_t, std::string>(r, f, R"(
        select a.document, a.name
        from focus_area a
        where a.document in (select id from page)
        order by a.document, a.number)"))
        all[at.at(document)].focus_areas.push_back(std::move(name));
}

} // namespace

std::vector<core::pledge_summary> list_pledges(db::reader& r, const pledge_filter& f) {
    using day = std::optional<base::date>;
    std::vector<core::pledge_summary> all;
    places at;
    for (auto [id, slug, title, from, to, until_replaced, extendable, invented, shown_from] :
         select_of_page<std::int64_t, std::string, std::string, day, day, bool, bool, bool, day>(r, f, R"(
        select d.id, d.slug, d.title, d.valid_from, d.valid_to, d.until_replaced, d.extendable, d.invented, d.shown_from
        from page
        join document d on d.id = page.id
        order by d.slug)")) {
        core::pledge_summary s;
        s.slug = std::move(slug);
        s.title = std::move(title);
        s.valid = {from, to, until_replaced, extendable};
        s.invented = invented;
        s.shown_from = shown_from;
        at.emplace(id, all.size());
        all.push_back(std::move(s));
    }
    if (all.empty()) return all;
    add_parties(r, f, at, all);
    add_focus_areas(r, f, at, all);
    return all;
}

std::vector<std::pair<std::string, std::string>> municipalities(db::reader& r) {
    std::vector<std::pair<std::string, std::string>> all;
    for (auto [code, name] : db::select<std::string, std::string>(r, R"(
            select p.code, min(p.name)
            from party p
            join document d on d.id = p.document
            where p.code is not null and p.kind = 'municipality' and d.status in ('published', 'closed')
            group by p.code
            order by p.code)"))
        all.emplace_back(std::move(code), std::move(name));
    return all;
}

} // namespace store
