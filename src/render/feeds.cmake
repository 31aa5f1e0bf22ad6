# What csv, atom and ical stand on.
if(TARGET lofte_render)
  pkg_check_modules(feed_libraries REQUIRED IMPORTED_TARGET GLOBAL pugixml libical)
  target_link_libraries(lofte_render PUBLIC PkgConfig::feed_libraries)
endif()
