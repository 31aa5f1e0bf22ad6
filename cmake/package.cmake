# The Debian package: `./dev package` writes build/release/lofte_VERSION_ARCHITECTURE.deb.
install(TARGETS lofte RUNTIME DESTINATION bin)
install(FILES ${CMAKE_SOURCE_DIR}/packaging/lofte.service DESTINATION lib/systemd/system)
install(FILES ${CMAKE_SOURCE_DIR}/packaging/lofte.sysusers DESTINATION lib/sysusers.d RENAME lofte.conf)
install(FILES ${CMAKE_SOURCE_DIR}/packaging/lofte.conf DESTINATION /etc/lofte)
install(FILES ${CMAKE_SOURCE_DIR}/packaging/nginx.conf ${CMAKE_SOURCE_DIR}/docs/operations.md ${CMAKE_SOURCE_DIR}/CHANGELOG.md
  DESTINATION share/doc/lofte)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION share/doc/lofte RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lofte)
set(CPACK_PACKAGE_CONTACT "Löfte <lofte@example.se>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "server for what a municipality and its police promise their residents")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# WeasyPrint makes the PDFs and Tesseract reads scans: what is missing is said where it is missed.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "weasyprint, fonts-inter, tesseract-ocr, tesseract-ocr-swe")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nginx, postgresql")
set(CPACK_DEBIAN_PACKAGE_DEPENDS "systemd | adduser, tzdata")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_SOURCE_DIR}/packaging/postinst ${CMAKE_SOURCE_DIR}/packaging/prerm
  ${CMAKE_SOURCE_DIR}/packaging/postrm ${CMAKE_SOURCE_DIR}/packaging/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
