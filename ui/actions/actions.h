// SPDX-License-Identifier: GPL-3.0-or-later
// One table of everything that can be done: name, icon, key, and a tip that explains. Menus, toolbars and
// tests take their actions from here; what an action does is connected in app/composition.
#pragma once

#include <QAction>
#include <QObject>
#include <array>
#include <span>

#include "ui/theme/theme.h"

namespace pellucid::ui {

enum class ActionId {
  New,
  Open,
  OpenExample,
  Save,
  SaveAs,
  SaveExample,
  ExportOnnx,
  ExportCurves,
  CopyCurves,
  ExportData,
  PredictTable,
  ShowPicture,
  Quit,
  Undo,
  Redo,
  Train,
  Step,
  Epoch,
  Reset,
  TakeWeights,
  KeepWeights,
  ModelInput,
  ShowRuns,
  CompareRuns,
  RepeatRun,
  VaryRun,
  FindRate,
  SlowMotion,
  StepBackward,
  StepForward,
  FinerSteps,
  CoarserSteps,
  AddBookmark,
  PlaySlower,
  PlayFaster,
  CutLayers,
  CopyLayers,
  PasteLayers,
  DuplicateLayers,
  AddLayer,
  RemoveLayer,
  KeepLower,
  MoveLayerLeft,
  MoveLayerRight,
  MoreUnits,
  FewerUnits,
  FreezeLayer,
  ShowGradients,
  ZoomIn,
  ZoomOut,
  ZoomWhole,
  PreviousSample,
  NextSample,
  ShowNetwork,
  ShowData,
  ShowPlane,
  ShowResults,
  ShowInside,
  ShowTransfer,
  LeftColumn,
  RightColumn,
  ShowDiagnosis,
  TransferNetwork,
  DarkTheme,
  ReducedMotion,
  Help,
  AboutExample,
  Messages,
  About,
  Count
};

class Actions : public QObject {
  Q_OBJECT

 public:
  Actions();

  QAction& operator[](ActionId id) { return *m_actions[static_cast<std::size_t>(id)]; }
  /// The name in menus when nothing is added to it (Undo adds what it undoes); without its mnemonic.
  static QString nameOf(ActionId id);
  /// Keys without Ctrl, Alt or Shift, and those that copy layers, act only while the focus is inside one of
  /// these widgets, so that typing elsewhere does nothing to the network; the space bar and the function keys
  /// act everywhere.
  void addKeysTo(QWidget& widget);
  /// Redraws the icons in the colours of a theme.
  void setTheme(const Theme& theme);

 private:
  struct Row;
  static std::span<const Row> table();

  std::array<QAction*, static_cast<std::size_t>(ActionId::Count)> m_actions{};
};

}  // namespace pellucid::ui
