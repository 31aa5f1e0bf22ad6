#include "store/token.hpp"

#include "db/statement.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/touch.hpp"

namespace store {
namespace {

constexpr auto token_query = R"(
    select a.name, d.slug, a.made_at, a.revoked_at
    from access_token a
    left join document d on d.id = a.document)";

template <class Rows>
token token_of(const Rows& rows) {
    auto [name, slug, made_at, revoked_at] = rows.row();
    return {std::move(name), std::move(slug), made_at, revoked_at};
}

std::optional<std::int64_t> document_named(db::transaction& t, const std::optional<std::string>& slug) {
    if (!slug) return std::nullopt;
    const auto id = db::find<std::int64_t>(t, "select id from document where slug = $1", *slug);
    if (!id) throw db::error{db::error_class::foreign_key, "document", "there is no pledge " + *slug};
    return id;
}

} // namespace

std::string add_token(db::transaction& t, std::string_view name, std::optional<std::string> pledge,
                      std::string_view by) {
    const auto at = now();
    const auto secret = "lofte_" + hex(random_bytes(32));
    const auto document = document_named(t, pledge);
    db::run(t, "insert into access_token (name, document, digest, made_at) values ($1, $2, $3, $4)", name, document,
            db::bytes_view{sha256(secret)}, at);
    append_audit(t, 0, by, "token", name, pledge.value_or(""), at);
    return secret;
}

bool revoke_token(db::transaction& t, std::string_view name, std::string_view by) {
    const auto at = now();
    const auto changed =
        db::run(t, "update access_token set revoked_at = $2 where name = $1 and revoked_at is null", name, at);
    if (changed == 0) return false;
    append_audit(t, 0, by, "token_revoked", name, {}, at);
    return true;
}

std::vector<token> tokens(db::reader& r) {
    using slug = std::optional<std::string>;
    std::vector<token> all;
    auto rows = db::select<std::string, slug, core::moment, std::optional<core::moment>>(r, std::string{token_query} +
                                                                                                " order by a.name");
    while (rows.next())
        all.push_back(token_of(rows));
    return all;
}

std::optional<token> holder_of(db::reader& r, std::string_view secret) {
    using slug = std::optional<std::string>;
    // Found by the digest of 256 random bits: how long the comparison takes tells nothing about the secret.
    auto rows = db::select<std::string, slug, core::moment, std::optional<core::moment>>(
        r, std::string{token_query} + " where a.digest = $1 and a.revoked_at is null", db::bytes_view{sha256(secret)});
    if (!rows.next()) return std::nullopt;
    return token_of(rows);
}

} // namespace store
