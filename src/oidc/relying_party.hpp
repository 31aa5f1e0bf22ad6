#pragma once

#include "fetch/fetch.hpp"
#include "oidc/flow.hpp"
#include "oidc/id_token.hpp"
#include "oidc/provider.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace oidc {

enum class failure_kind {
    away,    // it does not answer, or not what it should
    busy,    // so many ask it at once that it would take too long
    refused, // it does not know the code, or us
    token,   // what it says is not to be believed
};
struct failure {
    failure_kind kind = failure_kind::away;
    std::string detail; // for the log: no personal data
};
template <class T>
using outcome = tl::expected<T, failure>;

// We, in the eyes of one provider. What it says of itself is kept for an hour, and on while it is away, a day at most;
// its keys for a quarter, and fetched anew where a token names one that is not among them, once a minute at most.
// Thread-safe. At most three wait for a provider at once, and one that did not answer is left alone for ten seconds, so
// that a slow one holds few of the threads that answer everybody.
class relying_party {
  public:
    using instant = std::chrono::steady_clock::time_point;
    explicit relying_party(provider p, std::function<instant()> now = std::chrono::steady_clock::now);
    ~relying_party();

    const provider& with() const;

    // Where the browser is sent to sign in.
    outcome<std::string> authorization_address(const flow& f, const std::string& redirect_uri);

    // Whether the answer's "iss" is the provider's (RFC 9207): where the provider says that it sends one, it must.
    bool is_answer_from_it(std::optional<std::string_view> issuer);

    // Who signed in, by the code that the browser came back with.
    outcome<identity> redeem(const std::string& code, const flow& f, const std::string& redirect_uri,
                             std::chrono::sys_seconds now);

    // How many keys it has that sign what we take: that it can be asked, and says what it should.
    outcome<std::size_t> try_out();

  private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

// All providers there are, in the file's order.
class relying_parties {
  public:
    relying_parties() = default;
    explicit relying_parties(std::vector<provider> all);
    relying_party* find(std::string_view id) const; // null: there is none
    const std::vector<std::unique_ptr<relying_party>>& all() const { return all_; }

  private:
    std::vector<std::unique_ptr<relying_party>> all_;
};

} // namespace oidc
