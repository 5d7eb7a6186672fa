// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses the input that flows through the network: test images one after the other, only right or wrong
// ones, or the user's drawn, typed or dragged input. Writes the Selection; knows no panels. Lives on the
// window's thread.
#pragma once

#include <QObject>

#include "engine/inspect/sample_search.h"
#include "ui/document/selection.h"
#include "ui/run/run_controller.h"
#include "ui/run/sample_source.h"

namespace pellucid::ui {

class SampleNavigator : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it.
  SampleNavigator(Document& document, Selection& selection, const RunController& run);

  /// The next (direction 1) or previous (-1) test image that the network, as it is now, answers in this way.
  void step(int direction, engine::Answer answer);
  /// Sample `index` of that split, counted from 0.
  void showSample(SampleSource source, engine::Index index);
  /// Test image `index`, counted from 0.
  void show(engine::Index index);
  /// Training sample `index`, counted from 0.
  void showTraining(engine::Index index);
  /// The user's own input as the network is given it, of the size of the data or of their original inputs,
  /// from which derived ones are computed. The data have no answer to it, unless it is bit for bit the test
  /// sample that was shown before.
  void showOwn(const engine::Vector& own);
  /// The same for pixels from 0 to 1, which are scaled as the data are.
  void showDrawing(engine::Vector pixels);
  /// The same for an image that arrives as a whole: a target that was chosen belonged to another one.
  void showImage(const engine::Vector& pixels);
  /// The test sample that was shown before the user's own input.
  void showSampleAgain();
  /// The target of the shown input from now on, until another sample is shown; an empty target, or the data's
  /// own, restores the data's.
  void chooseTarget(const Target& target);

 signals:
  /// A whole image is about to replace what is shown.
  void imageComes();
  /// No test image has the requested answer.
  void nothingFound(engine::Answer answer);

 private:
  void follow(const engine::DatasetPtr& dataset);
  /// Keeps the place after the user's own samples were added or removed.
  void keepPlace();
  void showFirst();

  Selection& m_selection;
  const RunController& m_run;
  engine::DatasetPtr m_dataset;
  engine::Index m_index = 0;
  std::optional<engine::Index> m_training;  ///< the training sample shown last
  bool m_isShowingFirst = false;
};

}  // namespace pellucid::ui
