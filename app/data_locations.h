// SPDX-License-Identifier: GPL-3.0-or-later
// Where this installation keeps its data sets and models. Both ways into the program hand the answer to
// engine::loadDataset().
#pragma once

#include "engine/data/catalogue.h"

namespace pellucid::app {

/// MNIST is stored in ../share/pellucid/datasets/mnist, seen from the executable's folder; the environment
/// variable PELLUCID_DATA names another folder instead of ../share/pellucid. Fashion-MNIST is where Debian
/// installs it; PELLUCID_FASHION_MNIST names another folder. Whether the folders exist is left to the loader.
engine::DataLocations dataLocations();

/// The folder of the bundled models, ../share/pellucid/models; PELLUCID_DATA names another folder instead of
/// ../share/pellucid.
std::filesystem::path modelsFolder();

/// The folder of the gallery's examples.
std::filesystem::path examplesFolder();

}  // namespace pellucid::app
