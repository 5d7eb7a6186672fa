// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the transfer lab that say what is measured: from what, to what, in which arms and with how
// many samples. Lives on the window's thread.
#pragma once

#include <QWidget>

#include "ui/transfer/transfer_worker.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace pellucid::ui {

class TransferChoices : public QWidget {
  Q_OBJECT

 public:
  explicit TransferChoices(QWidget* parent = nullptr);

  /// Offers the network of the window as the source, and chooses it. `trainedFor` may be null.
  void setNetwork(engine::SourceModel network, engine::DatasetPtr trainedFor);

  /// Fills the fields as a saved experiment had them.
  void restore(const engine::TransferDesign& design);

  /// A bundled model's name, a file, or the name of data.
  void setSource(const QString& source);

  /// What the fields ask for; nothing, and failed(), where one of them cannot be read.
  std::optional<TransferChoice> choice();
  /// Of the experiment, for the head of a drawing.
  QString title() const;
  /// Fills the fields with what the chosen preset asks for.
  void choosePreset();

 signals:
  /// Something else than before is asked for.
  void changed();
  /// A preset was chosen, whose usual number of samples per class is this.
  void presetChosen(pellucid::engine::Index samples);
  /// The user wants to choose a file as the source; setSource() takes the answer.
  void modelWanted();
  void failed(const QString& message);

 private:
  void makeFields();
  void tellChanges();
  void leavePreset();
  void showSource();
  QString networkText() const;
  QString savedText() const;
  QString sourceText() const;
  bool isNetwork() const;
  bool isSaved() const;
  bool isTrainedHere() const;

  std::shared_ptr<const engine::SourceModel> m_network;
  engine::DatasetPtr m_networkData;
  std::shared_ptr<const engine::SourceModel> m_saved;  ///< the source that a project brought along
  std::string m_savedData;

  QComboBox* m_preset;
  QFormLayout* m_form;
  QComboBox* m_source;
  QPushButton* m_open;
  QSpinBox* m_sourceSteps;
  QLabel* m_lesson;
  QLineEdit* m_data;
  QLineEdit* m_arms;
  QLineEdit* m_samples;
  QSpinBox* m_seeds;
  QSpinBox* m_steps;
  QDoubleSpinBox* m_factor;
  QCheckBox* m_newHead;
};

}  // namespace pellucid::ui
