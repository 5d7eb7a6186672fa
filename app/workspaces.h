// SPDX-License-Identifier: GPL-3.0-or-later
// The workspaces of the window and the ids of their panels. What a panel shows is in its own file; where it
// stands is here.
#pragma once

#include <vector>

#include "ui/actions/actions.h"
#include "ui/workspace/workspace.h"

namespace pellucid::app {

namespace panel_id {
inline const QString kSamples = QStringLiteral("samples");
inline const QString kStage = QStringLiteral("stage");  ///< the network and the slow-motion bar
inline const QString kCurves = QStringLiteral("curves");
inline const QString kPlane = QStringLiteral("plane");
inline const QString kRuns = QStringLiteral("runs");
inline const QString kTime = QStringLiteral("time");
inline const QString kTraining = QStringLiteral("training");
inline const QString kLayer = QStringLiteral("layer");
inline const QString kArithmetic = QStringLiteral("arithmetic");
inline const QString kDiagnosis = QStringLiteral("diagnosis");
inline const QString kTransfer = QStringLiteral("transfer");
inline const QString kMatrix = QStringLiteral("matrix");
inline const QString kCell = QStringLiteral("cell");
inline const QString kWorst = QStringLiteral("worst");
inline const QString kClasses = QStringLiteral("classes");
inline const QString kTrust = QStringLiteral("trust");
inline const QString kDamage = QStringLiteral("damage");
inline const QString kDistributions = QStringLiteral("distributions");
inline const QString kMaps = QStringLiteral("maps");
inline const QString kUnits = QStringLiteral("units");
inline const QString kSigns = QStringLiteral("signs");
inline const QString kLens = QStringLiteral("lens");
inline const QString kLandscape = QStringLiteral("landscape");
inline const QString kDoors = QStringLiteral("doors");
inline const QString kDataPage = QStringLiteral("data");
inline const QString kDataFacts = QStringLiteral("facts");
}  // namespace panel_id

namespace workspace_id {
inline const QString kNetwork = QStringLiteral("network");
inline const QString kData = QStringLiteral("data");
inline const QString kTransfer = QStringLiteral("transfer");
inline const QString kPlane = QStringLiteral("plane");  ///< large, beside the network
inline const QString kResults = QStringLiteral("results");
inline const QString kInside = QStringLiteral("inside");  ///< what the network has learned
}  // namespace workspace_id

/// In the order of the window's tabs. Sizes are for 1366×768.
std::vector<ui::Workspace> workspaces();
/// The action that shows a workspace and names it.
ui::ActionId actionOf(const QString& workspace);

}  // namespace pellucid::app
