#include "web/metrics_text.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include <sys/resource.h>
#include <unistd.h>

namespace web {
namespace {

class text {
  public:
    void family(std::string_view name, std::string_view type, std::string_view help) {
        fmt::format_to(std::back_inserter(out_), "# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
    }
    template <class Number>
    void sample(std::string_view name, Number value, std::string_view labels = {}) {
        fmt::format_to(std::back_inserter(out_), "{}{} {}\n", name, labels, value);
    }
    template <class Number>
    void one(std::string_view name, std::string_view type, std::string_view help, Number value) {
        family(name, type, help);
        sample(name, value);
    }
    std::string out() && { return std::move(out_); }

  private:
    std::string out_;
};

std::string label_value(std::string_view raw) {
    std::string out;
    for (const char c : raw) {
        if (c == '\\' || c == '"') out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out;
}

void add_process(text& t, double started_at) {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& v) {
        return static_cast<double>(v.tv_sec) + static_cast<double>(v.tv_usec) / 1e6;
    };
    t.one("process_cpu_seconds_total", "counter", "Processor time in seconds.",
          seconds(used.ru_utime) + seconds(used.ru_stime));
    std::ifstream pages{"/proc/self/statm"};
    std::int64_t all = 0, resident = 0;
    if (pages >> all >> resident)
        t.one("process_resident_memory_bytes", "gauge", "Memory in bytes.", resident * ::sysconf(_SC_PAGESIZE));
    std::error_code failed;
    const std::filesystem::directory_iterator files{"/proc/self/fd", failed};
    if (!failed)
        t.one("process_open_fds", "gauge", "Open files.",
              std::distance(begin(files), std::filesystem::directory_iterator{}));
    t.one("process_start_time_seconds", "gauge", "Start, in seconds since 1970.", fmt::format("{:.3f}", started_at));
}

} // namespace

std::string metrics_text(const http::meter& m, const measured& other) {
    text t;
    t.family("lofte_info", "gauge", "The program's version.");
    t.sample("lofte_info", 1, fmt::format("{{version=\"{}\"}}", label_value(other.version)));
    t.family("lofte_requests_total", "counter", "Answers that were made, by route and status.");
    for (const auto& a : m.all_answers())
        t.sample("lofte_requests_total", a.count,
                 fmt::format("{{route=\"{}\",status=\"{}\"}}", label_value(a.route),
                             a.status == 0 ? "other" : std::to_string(a.status)));
    t.one("lofte_answers_from_memory_total", "counter", "Answers that were in memory already.", m.from_memory());
    t.family("lofte_request_duration_seconds", "histogram", "How long answers took that were made.");
    const auto h = m.durations();
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < h.counts.size(); ++i) {
        sum += h.counts[i];
        const auto bound = i < http::meter::bounds.size() ? fmt::format("{}", http::meter::bounds[i]) : "+Inf";
        t.sample("lofte_request_duration_seconds_bucket", sum, fmt::format("{{le=\"{}\"}}", bound));
    }
    t.sample("lofte_request_duration_seconds_sum", h.sum);
    t.sample("lofte_request_duration_seconds_count", sum);
    t.one("lofte_page_cache_bytes", "gauge", "Pages in memory, in bytes.", other.cached_bytes);
    t.one("lofte_database_errors_total", "counter",
          "Answers 503: the database was away, locked, full or may not be written.", m.unavailable());
    t.one("lofte_database_up", "gauge", "Whether the database answers.", other.stored ? 1 : 0);
    if (other.stored) {
        t.family("lofte_jobs", "gauge", "Jobs by state.");
        t.sample("lofte_jobs", other.stored->jobs_waiting, "{state=\"waiting\"}");
        t.sample("lofte_jobs", other.stored->jobs_failed, "{state=\"failed\"}");
        t.one("lofte_log_entries", "gauge", "Rows of all logs.", other.stored->log_entries);
    }
    add_process(t, other.started_at);
    return std::move(t).out();
}

} // namespace web
