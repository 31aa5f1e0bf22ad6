#include "render/pdf.hpp"

#include "base/process.hpp"
#include "base/text.hpp"

#include <chrono>

namespace render {
namespace {

using namespace std::chrono_literals;

// The last line: WeasyPrint writes its warnings first, Python the reason last.
std::string last_line(std::string_view text) {
    text = base::trimmed(text);
    const auto at = text.rfind('\n');
    return std::string{at == std::string_view::npos ? text : text.substr(at + 1)};
}

base::message trouble(const base::process_answer& answer) {
    switch (answer.end) {
    case base::process_end::not_found:
        return {"pdf.not_installed", {}};
    case base::process_end::timed_out:
        return {"pdf.timed_out", {}};
    case base::process_end::stopped:
        return {"pdf.stopped", {}};
    case base::process_end::killed:
    case base::process_end::too_much_output:
    case base::process_end::exited:
        break;
    }
    return {"pdf.failed", {{"why", last_line(answer.errors)}}};
}

} // namespace

base::result<std::string> pdf(std::string_view html, std::stop_token stop) {
    base::process_call call;
    // Addresses in the page have no base: a relative one cannot name a file of the machine.
    call.arguments = {"weasyprint",  "--quiet",       "--encoding", "utf-8", "--base-url",
                      "about:blank", "--pdf-variant", "pdf/ua-1",   "-",     "-"};
    call.input = html;
    call.time_limit = 120s;
    call.stop = std::move(stop);
    auto answer = base::run(call);
    const bool is_pdf = answer.ok() && std::string_view{answer.output}.substr(0, 5) == "%PDF-";
    if (!is_pdf) return base::fail(base::problem_kind::invalid, trouble(answer));
    return std::move(answer.output);
}

} // namespace render
