// SPDX-License-Identifier: GPL-3.0-or-later
// Asks what a network expects its pixels to be before its first layer, with the number of test images it
// recognises with each choice, counted in the background. Does not block the run: it only emits the choice.
// Lives on the window's thread.
#pragma once

#include <QDialog>
#include <QLabel>
#include <QRadioButton>

#include "engine/io/model_input.h"
#include "ui/widgets/background_job.h"
#include "ui/widgets/number_box.h"

namespace pellucid::ui {

class ModelInputDialog : public QDialog {
  Q_OBJECT

 public:
  static constexpr engine::Index kSamples = 200;

  /// `model` is the network with its weights, whose inputScaling() is known; `dataset` has classes. With
  /// `suggests` the best choice is preselected until the user chooses.
  ModelInputDialog(std::shared_ptr<const engine::TrainedModel> model, engine::DatasetPtr dataset,
                   const QString& about, bool suggests, QWidget* parent = nullptr);

  engine::InputScaling scaling() const;

 private:
  static constexpr std::size_t kChoices = 4;  ///< the last is for custom values
  using Trials = std::array<engine::InputTrial, kChoices>;

  engine::InputScaling choice(std::size_t index) const;
  void choose(std::size_t index);
  void tryAll();
  void showShares(const Trials& trials);

  std::shared_ptr<const engine::TrainedModel> m_model;
  engine::DatasetPtr m_data;
  bool m_suggests;
  std::array<QRadioButton*, kChoices> m_buttons;
  std::array<QLabel*, kChoices> m_shares;
  NumberBox* m_mean;
  NumberBox* m_deviation;
  BackgroundJob<Trials> m_job;
};

}  // namespace pellucid::ui
