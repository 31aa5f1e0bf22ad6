#pragma once

#include "core/log.hpp"
#include "core/weakness.hpp"
#include "http/meter.hpp"
#include "http/router.hpp"

#include <mutex>
#include <string>

// What the program runs on and how it was started: what the pages for whoever looks after it tell.
namespace web {

struct site;

class machine {
  public:
    std::string version = "0";
    core::reach reach{"127.0.0.1", "http://localhost"};
    std::string templates_folder;
    std::string data_file;     // of SQLite; empty: the data is on a server
    std::string metrics_token; // that opens /metrics from elsewhere; empty: nothing does
    core::moment started_at{};

    // "WeasyPrint version 57.2", asked for once; empty: there is none.
    const std::string& pdf_maker() const;

  private:
    mutable std::once_flag asked_;
    mutable std::string pdf_maker_;
};

// /admin/halsa and /metrics, which tell of it. All outlive the router.
void add_machine_routes(http::router& to, const site& s, const machine& on, const http::meter& m);

} // namespace web
