// SPDX-License-Identifier: GPL-3.0-or-later
// The groups of the training panel. Together they have a field for everything that defines how a run is
// trained; fields that the chosen optimizer, loss or schedule does not use are hidden.
#pragma once

#include "ui/inspector/schedule_plot.h"
#include "ui/inspector/settings_group.h"

namespace pellucid::ui {

/// Loss, optimizer, and the values of its formula.
SettingsGroup* makeStepsGroup(Document& document);
/// The learning rate and its schedule, which `plot` shows.
SettingsGroup* makeRateGroup(Document& document, SchedulePlot* plot);
SettingsGroup* makePenaltiesGroup(Document& document);
SettingsGroup* makeClippingGroup(Document& document);
/// How training samples are varied, with example pictures.
SettingsGroup* makeAugmentationGroup(Document& document);
SettingsGroup* makeBatchesGroup(Document& document);
SettingsGroup* makeWeightsGroup(Document& document);
SettingsGroup* makeStoppingGroup(Document& document);

}  // namespace pellucid::ui
