#pragma once

#include "jobs/runner.hpp"
#include "render/html.hpp"

#include <string>

namespace jobs {

// A pledge changed: its report is to be made anew. In the transaction that changes it, so that neither is lost.
void queue_report(db::transaction& t, std::string_view slug);

// Does all kinds of jobs there are. "report": the pledge's report as PDF, up to the day, kept as the made file
// "report" with the revision it was made of.
class worker {
  public:
    worker(db::database& database, const render::templates& templates, const base::translator& say,
           const base::clock& clock, std::string base_url);
    void wake() { runner_.wake(); }

  private:
    base::result<void> make_report(const store::job& j, const std::stop_token& stop) const;

    db::database& database_;
    const render::templates& templates_;
    const base::translator& say_;
    const base::clock& clock_;
    const std::string base_url_;
    runner runner_; // the last member: its thread uses the others
};

} // namespace jobs
