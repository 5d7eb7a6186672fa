// SPDX-License-Identifier: GPL-3.0-or-later
// The program's parts and how they are connected: every connection between panels, run and document is
// written here, once. Members are declared in the order in which they need each other.
#pragma once

#include "app/curve_export.h"
#include "app/data_room.h"
#include "app/diagnosis_room.h"
#include "app/edit_actions.h"
#include "app/file_actions.h"
#include "app/gallery.h"
#include "app/help.h"
#include "app/inside_room.h"
#include "app/main_window.h"
#include "app/messages.h"
#include "app/model_input_actions.h"
#include "app/paint_room.h"
#include "app/picture_input.h"
#include "app/plane_room.h"
#include "app/project_files.h"
#include "app/results_room.h"
#include "app/run_list.h"
#include "app/settings.h"
#include "app/table_prediction.h"
#include "app/time_actions.h"
#include "app/units_room.h"
#include "app/weight_import.h"
#include "app/weight_keeping.h"
#include "ui/actions/actions.h"
#include "ui/canvas/network_canvas.h"
#include "ui/data/sample_panel.h"
#include "ui/document/dataset_library.h"
#include "ui/inspector/arithmetic_panel.h"
#include "ui/inspector/layer_panel.h"
#include "ui/inspector/settings_panel.h"
#include "ui/plots/curves_panel.h"
#include "ui/run/playback.h"
#include "ui/run/run_controller.h"
#include "ui/run/run_status.h"
#include "ui/run/sample_navigator.h"
#include "ui/run/speed_control.h"
#include "ui/run/step_clock.h"
#include "ui/run/transport_bar.h"
#include "ui/timeline/time_panel.h"
#include "ui/transfer/transfer_panel.h"
#include "ui/widgets/notifier.h"
#include "ui/widgets/work_strip.h"

namespace pellucid::app {

class Composition : public QObject {
  Q_OBJECT

 public:
  explicit Composition(const engine::DataLocations& locations, const std::filesystem::path& claims = {});
  ~Composition() override;

  /// What is remembered for the next start.
  Settings settings();
  /// Call before the window is shown.
  void apply(const Settings& settings);
  /// Shows the window and begins to read the data; opens `project` unless it is empty.
  /// Offers the three ways to begin, over the network.
  void welcome();
  void start(const QString& project);

  MainWindow& window() { return *m_window; }
  ui::Document& document() { return m_document; }
  ui::Selection& selection() { return m_selection; }
  ui::RunController& run() { return m_run; }
  ui::Actions& actions() { return m_actions; }
  ui::StepPlayer& player() { return m_player; }
  ui::NetworkCanvas& canvas() { return *m_canvas; }
  ui::SamplePanel& samples() { return *m_samples; }
  ui::TransferPanel& transfer() { return *m_transfer; }
  ui::PlanePanel& plane() { return m_plane.panel(); }
  ui::RunStatus& status() { return *m_status; }
  ResultsRoom& results() { return m_results; }
  InsideRoom& inside() { return m_inside; }
  UnitsRoom& units() { return m_units; }
  ui::Notifier& notifier() { return m_window->notifier(); }
  ProjectFiles& files() { return m_files; }
  Gallery& gallery() { return *m_gallery; }
  DataRoom& data() { return m_data; }
  DiagnosisRoom& diagnosis() { return m_diagnosis; }
  PaintRoom& paint() { return m_paint; }

  Messages& messages() { return *m_messages; }

 private:
  std::vector<ui::Panel> makePanels();
  /// Makes all panels draw it, in slow motion as the step computes it; false if one of them chose another
  /// input, which all show by then.
  bool showInPanels(const ui::MomentPtr& moment);
  void connectRun();
  void connectRuns();
  void connectPaint();
  void connectLayers();
  void connectCanvas();
  void connectSamples();
  void connectSteps();
  void connectFiles();
  void connectGallery();
  void connectTheme();
  void connectTransfer();
  void connectStage();
  void showPhase(const engine::Phase& phase);
  /// Greys what belongs to weights that have changed since.
  void showStale();
  /// Makes the run keep the history of the selected weight.
  void watchSelectedWeight();
  void updateTitle();
  void rememberFile(const QString& path);
  void showRecent();
  /// Shows what is being read or written.
  void showWork();
  void setDark(bool isDark);
  void chooseData(const std::string& name);
  void useData(const engine::DatasetPtr& data);
  void showDataName();

  ui::Document m_document;
  ui::Selection m_selection;
  ui::DatasetLibrary m_library;
  ui::RunController m_run;
  ui::SampleNavigator m_navigator;
  ui::StepPlayer m_player;
  ui::StepClock m_clock;
  ui::Actions m_actions;
  EditActions m_editActions{m_document, m_selection, m_actions};
  ProjectFiles m_files;
  WeightImport m_weightImport{m_document, m_run};
  WeightKeeping m_weightKeeping{m_document, m_run, m_actions};
  PlaneRoom m_plane{m_selection, m_navigator, m_player, m_actions};
  PaintRoom m_paint{m_document, m_plane.panel(), m_actions};
  ResultsRoom m_results{m_document, m_navigator, m_selection, m_run, m_player, m_actions};
  InsideRoom m_inside{m_navigator, m_selection, m_run, m_player, m_actions};
  UnitsRoom m_units{m_navigator, m_selection, m_player};
  DataRoom m_data;
  DiagnosisRoom m_diagnosis;

  // Owned by the window, which is destroyed first.
  ui::SamplePanel* m_samples;
  ui::NetworkCanvas* m_canvas;
  ui::CurvesPanel* m_curves;
  ui::RunsPanel* m_runs;
  ui::TimePanel* m_time;
  ui::SettingsPanel* m_training;
  ui::LayerPanel* m_layer;
  ui::ArithmeticPanel* m_arithmetic;
  ui::TransportBar* m_transport;
  ui::TransferPanel* m_transfer;
  ui::SpeedControl* m_speed;
  ui::Playback m_playback;
  ui::RunStatus* m_status;
  ui::WorkStrip* m_work;
  std::vector<ui::Panel> m_panels;
  ui::MomentPtr m_shown;  ///< the run's moment, as given to the panels
  /// The step's trace and the sample shown; null without slow motion.
  std::pair<std::shared_ptr<const engine::StepTrace>, engine::Index> m_shownStep = {};
  std::unique_ptr<MainWindow> m_window;
  std::unique_ptr<FileActions> m_fileActions;
  std::unique_ptr<Messages> m_messages;
  std::unique_ptr<CurveExport> m_curveExport;
  std::unique_ptr<TimeActions> m_timeActions;
  std::unique_ptr<RunList> m_runList;
  std::unique_ptr<ModelInputActions> m_modelInput;
  std::unique_ptr<TablePrediction> m_prediction;
  std::unique_ptr<PictureInput> m_picture;
  HelpWindow* m_help;  ///< owned by the window
  std::unique_ptr<Gallery> m_gallery;
  /// Before the program sets its own theme.
  const bool m_isSystemDark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
  Settings m_settings;  ///< as they were read; what can be changed is read from the parts
};

}  // namespace pellucid::app
