# SPDX-License-Identifier: GPL-3.0-or-later
# For a package, which does not know the processor it will run on: the engine as a shared library in three builds. The
# dynamic loader looks into glibc-hwcaps/ beside a library first and takes the best build that the processor can run.
set(engine_folder ${CMAKE_INSTALL_LIBDIR}/pellucid)

function(add_engine_variant target folder)
  add_whole_engine(${target} SHARED)
  target_compile_options(${target} PRIVATE ${ARGN})
  # Its own copy of what Eigen generates, and not the program's, which is built for every processor.
  target_link_options(${target} PRIVATE -Wl,-Bsymbolic)
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME pellucid-engine
    LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/${engine_folder}/${folder})
  install(TARGETS ${target} LIBRARY DESTINATION ${engine_folder}/${folder})
endfunction()

add_engine_variant(engine "")
add_engine_variant(engine_v3 glibc-hwcaps/x86-64-v3 -march=x86-64-v3)
# GCC 12 warns about its own AVX-512 header (GCC bug 105593).
add_engine_variant(engine_v4 glibc-hwcaps/x86-64-v4 -march=x86-64-v4 -Wno-uninitialized -Wno-maybe-uninitialized)
