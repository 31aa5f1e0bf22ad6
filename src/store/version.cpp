#include "store/version.hpp"

#include "base/text.hpp"
#include "db/statement.hpp"
#include "exchange/json.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/party.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace store {

std::string search_text(const reading::document& d) {
    std::string all = d.title;
    for (const auto& p : d.parties)
        all += "\n" + p.name;
    for (const auto& f : d.focus_areas)
        if (f.name) all += "\n" + *f.name;
    return base::lower(all);
}

std::string version_text(const reading::document& d) { return exchange::document_json(d, exchange::form::line); }

int add_version(db::transaction& t, std::int64_t pledge, const reading::document& d, core::moment at,
                std::string_view by, std::string_view act) {
    const auto body = version_text(d);
    // What could not be read back would take all that was there before with it.
    if (const auto back = exchange::parse_document(body); !back)
        throw std::logic_error{"a document that cannot be read back is not stored: " + back.error().text.key};
    const auto number = db::run_returning<int>(t, R"(
        insert into document_version (document, number, body, digest, made_at)
        select $1, coalesce(max(number), 0) + 1, $2, $3, $4
        from document_version
        where document = $1
        returning number)",
                                               pledge, body, db::bytes_view{sha256(body)}, at)
                            .value();
    append_audit(t, pledge, by, act, fmt::to_string(number), body, at);
    return number;
}

void show_version(db::transaction& t, std::int64_t pledge, int number, const reading::document& d) {
    db::run(t, R"(
        update document
        set version = $2, title = $3, valid_from = $4, valid_to = $5, until_replaced = $6, extendable = $7, search = $8
        where id = $1)",
            pledge, number, d.title, d.valid.from, d.valid.to, d.valid.until_replaced, d.valid.extendable,
            search_text(d));
    store_parties(t, pledge, d.parties);
    db::run(t, "delete from focus_area where document = $1", pledge);
    int n = 0;
    for (const auto& f : d.focus_areas)
        if (f.name)
            db::run(t, "insert into focus_area (document, number, name) values ($1, $2, $3)", pledge, ++n, *f.name);
}

} // namespace store
