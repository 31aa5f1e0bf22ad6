#include "store/party.hpp"

#include "db/statement.hpp"
#include "reading/names.hpp"

#include <fmt/format.h>

namespace store {

reading::party party_from(std::string name, const std::string& kind, std::optional<std::string> code,
                          const std::string& role, std::optional<std::string> function, std::optional<std::string> mail,
                          std::optional<std::string> telephone) {
    reading::party p;
    p.name = std::move(name);
    p.kind = reading::named<reading::party_kind>(kind).value();
    p.code = std::move(code);
    p.role = reading::named<reading::party_role>(role).value();
    if (function) p.contact = {std::move(*function), mail.value_or(""), telephone.value_or("")};
    return p;
}

std::vector<reading::party> parties_of(db::reader& r, std::int64_t pledge) {
    using text = std::string;
    using maybe = std::optional<text>;
    static const auto select =
        fmt::format("select {} from party p where p.document = $1 order by p.number", party_columns);
    std::vector<reading::party> all;
    for (auto [name, kind, code, role, function, mail, telephone] :
         db::select<text, text, maybe, text, maybe, maybe, maybe>(r, select, pledge))
        all.push_back(party_from(std::move(name), kind, std::move(code), role, std::move(function), std::move(mail),
                                 std::move(telephone)));
    return all;
}

void store_parties(db::transaction& t, std::int64_t pledge, const std::vector<reading::party>& parties) {
    db::run(t, "delete from party where document = $1", pledge);
    int n = 0;
    for (const auto& p : parties) {
        const auto contact = [&](std::string reading::contact::*part) {
            return p.contact ? std::optional{(*p.contact).*part} : std::nullopt;
        };
        db::run(t, R"(
            insert into party (document, number, name, kind, code, role, contact_function, contact_mail,
                contact_telephone)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9))",
                pledge, ++n, p.name, reading::name(p.kind), p.code, reading::name(p.role),
                contact(&reading::contact::function), contact(&reading::contact::mail),
                contact(&reading::contact::telephone));
    }
}

} // namespace store
