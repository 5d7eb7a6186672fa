// SPDX-License-Identifier: GPL-3.0-or-later
// How the values of each layer are distributed in the next step, beside an earlier moment or over the steps,
// and how far updates move the weights. Choosing a bar lights up its units or weights on the canvas. GUI
// thread.
#pragma once

#include <QWidget>
#include <map>

#include "ui/document/selection.h"
#include "ui/results/layer_looks.h"
#include "ui/results/spread_plot.h"
#include "ui/results/steady_range.h"
#include "ui/widgets/background_job.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QScrollArea;
class QToolButton;

namespace pellucid::ui {

class SegmentedControl;
class UpdateRatioPlot;

class DistributionsPanel : public QWidget {
  Q_OBJECT

 public:
  using QWidget::show;
  static constexpr std::size_t kBins = 40;
  /// No more places than this are lit up: they would cover everything.
  static constexpr std::size_t kMostMarked = 300;

  /// The references must outlive it.
  DistributionsPanel(LayerLooks& looks, Selection& selection, QWidget* parent = nullptr);

  void choose(engine::LayerQuantity quantity);
  /// Whether no counts are still pending.
  bool isUpToDate() const { return !m_counting.isBusy() && !m_marking.isBusy(); }
  /// One for each layer.
  const std::vector<SpreadPlot*>& plots() const { return m_plots; }

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QWidget* makeControls();
  /// What the plots show.
  struct Shown {
    LayerLookPtr look;
    LayerLookPtr compared;  ///< null without comparison
    engine::LayerQuantity quantity = engine::LayerQuantity::Weights;
  };

  /// A bar of a layer's plot and its range of values.
  struct Bar {
    std::size_t layer = 0, bin = 0;
    double low = 0, high = 0;  ///< of the whole plot
  };
  /// The units or weights that a bar counts.
  struct Marked {
    std::vector<Place> places;  ///< the first kMostMarked
    std::size_t all = 0;
  };

  // Large layers have millions of values, which take longer than a frame, so jobs process them.

  /// Starts counting the values of the newest look.
  void refresh();
  /// Everything but the counts.
  SpreadPicture pictureOf(std::size_t layer);
  /// Any thread.
  static void count(const Shown& of, std::size_t layer, SpreadPicture& picture);
  void show(const Shown& shown, std::vector<SpreadPicture> pictures);
  engine::LayerQuantity quantity() const;
  bool isOverTime() const;
  /// Lights up what the bar counts.
  void mark(std::size_t layer, std::optional<std::size_t> bar);
  /// Any thread.
  static Marked placesIn(const Shown& of, const Bar& bar, const engine::Progress& progress);
  void light(Marked marked);
  void clearMarks();

  LayerLooks& m_looks;
  Selection& m_selection;
  QComboBox* m_quantity = nullptr;
  SegmentedControl* m_view = nullptr;
  QToolButton* m_compare = nullptr;
  QToolButton* m_fit = nullptr;
  QLabel* m_caption = nullptr;
  QLabel* m_marked = nullptr;
  QScrollArea* m_scroll;
  QHBoxLayout* m_row;
  UpdateRatioPlot* m_ratio;
  std::vector<SpreadPlot*> m_plots;
  std::map<std::pair<std::size_t, engine::LayerQuantity>, SteadyRange> m_ranges;
  std::uint64_t m_run = 0;  ///< the run that these ranges belong to
  Shown m_shown;
  BackgroundJob<std::vector<SpreadPicture>> m_counting;
  BackgroundJob<Marked> m_marking;
};

}  // namespace pellucid::ui
