// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspaces.h"

namespace pellucid::app {

std::vector<ui::Workspace> workspaces() {
  using namespace panel_id;
  using ui::arrange::panel;
  return {
      {.id = workspace_id::kNetwork,
       .arrangement = ui::arrange::row(
           {panel(kSamples, 236),
            ui::arrange::column({panel(kStage),
                                 ui::arrange::tabs({kCurves, kPlane, kDistributions, kRuns}, 186),
                                 panel(kTime, 52)}),
            ui::arrange::tabs({kTraining, kLayer, kArithmetic, kDiagnosis}, 272)})},
      {.id = workspace_id::kData,
       .arrangement = ui::arrange::row(
           {ui::arrange::tabs({kDoors, kSigns}, 280), panel(kDataPage), panel(kDataFacts, 408)})},
      {.id = workspace_id::kPlane,
       .arrangement = ui::arrange::column(
           {ui::arrange::row({panel(kPlane), ui::arrange::tabs({kStage, kCurves}, 520)}), panel(kTime, 52)})},
      {.id = workspace_id::kResults,
       .arrangement = ui::arrange::column(
           {ui::arrange::row(
                {panel(kMatrix, 500), ui::arrange::column({panel(kCell), panel(kWorst, 190)}),
                 ui::arrange::column({panel(kClasses), ui::arrange::tabs({kTrust, kDiagnosis}, 280)}, 300)}),
            ui::arrange::tabs({kDistributions, kMaps, kCurves, kDamage}, 176), panel(kTime, 52)})},
      {.id = workspace_id::kInside,
       .arrangement = ui::arrange::column(
           {ui::arrange::row({ui::arrange::tabs({kMaps, kUnits, kLens, kLandscape}), panel(kStage, 400)}),
            panel(kTime, 52)})},
      {.id = workspace_id::kTransfer, .arrangement = panel(kTransfer)}};
}

ui::ActionId actionOf(const QString& workspace) {
  if (workspace == workspace_id::kPlane) return ui::ActionId::ShowPlane;
  if (workspace == workspace_id::kData) return ui::ActionId::ShowData;
  if (workspace == workspace_id::kInside) return ui::ActionId::ShowInside;
  if (workspace == workspace_id::kResults) return ui::ActionId::ShowResults;
  return workspace == workspace_id::kTransfer ? ui::ActionId::ShowTransfer : ui::ActionId::ShowNetwork;
}

}  // namespace pellucid::app
