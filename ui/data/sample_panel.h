// SPDX-License-Identifier: GPL-3.0-or-later
// What flows through the network: the data set, and either one of its test images or a drawing. The panel
// shows moments and emits requests; it knows neither the run nor the document.
#pragma once

#include <QPushButton>

#include "ui/data/dataset_picker.h"
#include "ui/data/draw_page.h"
#include "ui/data/test_image_page.h"
#include "ui/widgets/segmented_control.h"

namespace pellucid::ui {

class SamplePanel : public QWidget {
  Q_OBJECT

 public:
  enum class Mode { TestImage, Draw };
  Q_ENUM(Mode)

  explicit SamplePanel(QWidget* parent = nullptr);
  ~SamplePanel() override;

  /// "mnist", "fashion-mnist" or a folder.
  void setDatasetName(const QString& name) { m_dataset->setDatasetName(name); }
  void setLoading(bool isLoading) { m_dataset->setLoading(isLoading); }

  using QWidget::show;
  /// Shows a moment whose input belongs to the page that it came from: a test sample, from which own values
  /// start, or the drawing. Cheap enough for every frame.
  void show(const Moment& moment);

  /// In slow motion only the samples of the batch are available, since they take part in the step shown.
  /// Without a place, test images and drawings are again.
  void showBatch(std::optional<BatchPlace> place);

  /// Like the buttons: goes to the next (+1) or previous (-1) test image of the chosen kind. Switches to the
  /// test images.
  void step(int direction);

  Mode mode() const { return static_cast<Mode>(m_modes->currentIndex()); }
  void setMode(Mode mode) { m_modes->setCurrentIndex(static_cast<int>(mode)); }

 signals:
  /// To change what the network receives instead of pixels from 0 to 1.
  void modelInputRequested();
  void datasetRequested(QString name);
  void stepRequested(int direction, engine::Answer answer);
  void indexRequested(engine::Index index);
  void batchSampleRequested(engine::Index sample);
  /// Restores the previous test sample in place of the user's own input.
  void sampleAgainRequested();
  /// For the sample shown; an empty one means the data's.
  void targetChosen(const pellucid::ui::Target& target);
  /// height·width values in [0, 1]; zeros when the sheet is empty.
  void drawn(engine::Vector pixels);
  /// Followed by indexRequested() or drawn() for the page's content, so receivers stay in step without
  /// handling this.
  void modeChanged(pellucid::ui::SamplePanel::Mode mode);

 private:
  void showInput(const Moment& moment);
  void enterMode(int index);
  void showModes();
  void showPage(int index);

  DatasetPicker* m_dataset;
  QPushButton*
      m_input;  ///< what a layer at the network's beginning does to the pixels; hidden where there is none
  SegmentedControl* m_modes;
  QWidget* m_pages;  ///< one of the two is visible
  TestImagePage* m_testImage;
  DrawPage* m_draw;
  engine::DatasetPtr m_data;  ///< of the moment shown
  bool m_hasImages = true;
  bool m_hasSamples = true;
  bool m_hasBatch = false;
};

}  // namespace pellucid::ui
