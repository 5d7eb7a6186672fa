// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the transfer lab that say what is measured: from what, to what, in which arms and with how
// many samples; and all of it as the command line takes it, to be copied. Lives on the window's thread.
#pragma once

#include <QWidget>

#include "engine/transfer/presets.h"
#include "ui/transfer/transfer_worker.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QFormLayout;
class QPlainTextEdit;
class QSpinBox;
class QVBoxLayout;

namespace pellucid::ui {

class ArmEditor;
class DataNameEditor;
class NumberBox;
class SampleCounts;
class SourcePicker;

class TransferChoices : public QWidget {
  Q_OBJECT

 public:
  explicit TransferChoices(QWidget* parent = nullptr);

  /// Offers the network of the window as the source, and chooses it. `trainedFor` may be null.
  void setNetwork(engine::TrainedModel network, engine::DatasetPtr trainedFor);

  /// Offers those of the window as the target; null for none.
  void setOwnSamples(engine::OwnSamplesPtr own);
  /// These data as the target, with so many samples of each class.
  void chooseTarget(const QString& name, const std::vector<engine::Index>& samples);

  /// Fills the fields with this design, as a saved experiment had them.
  void restore(const engine::TransferDesign& design);

  /// A file with a model as the source; nothing happens where it is empty.
  void setModelFile(const QString& path);
  /// The answer to placeWanted().
  void setPlace(const QString& path);

  /// What the fields ask for.
  TransferChoice choice() const;
  /// choice(), or nothing and failed() where it cannot be measured.
  std::optional<TransferChoice> checkedChoice();
  /// Of what the fields ask for, for the head of a drawing.
  QString title() const;
  /// Fills the fields with what the chosen preset asks for.
  void choosePreset();
  /// Chooses one of engine::transferPresets() first; nothing happens where there is none of this name.
  void choosePreset(std::string_view name);

 signals:
  /// Something else than before is asked for.
  void changed();
  /// A preset was chosen, whose usual number of samples per class is this.
  void presetChosen(pellucid::engine::Index samples);
  /// The user wants to choose a file as the source; setModelFile() takes the answer.
  void modelWanted();
  /// The user wants to choose a table, or a folder of pictures or IDX files; setPlace() takes the answer.
  void placeWanted(bool isFolder);
  void failed(const QString& message);

 private:
  void makeFields();
  QFormLayout* makeNumbers();
  void addGroup(QVBoxLayout* rows, const QString& heading, QWidget* field);
  void tellChanges();
  /// What follows from the fields: the preset that they are, the lesson, the padlocks and the text.
  void showChoice();
  const engine::TransferPreset* preset() const;

  /// What is typed into the field goes into the design.
  template <class Field, class Set>
  void follow(Field* field, Set set);

  bool m_isFilling = false;
  /// The numbers that the fields show, perhaps with fewer digits.
  engine::TransferDesign m_design;
  engine::OwnSamplesPtr m_own;
  DataNameEditor* m_asksForPlace = nullptr;  ///< null for the source's data

  QComboBox* m_preset;
  QLabel* m_lesson;
  SourcePicker* m_source;
  DataNameEditor* m_data;
  ArmEditor* m_arms;
  QCheckBox* m_newHead;
  SampleCounts* m_samples;
  QSpinBox* m_seeds;
  QSpinBox* m_steps;
  QComboBox* m_optimizer;
  NumberBox* m_rate;
  NumberBox* m_factor;
  QSpinBox* m_batch;
  QSpinBox* m_tests;
  QPlainTextEdit* m_command;
};

}  // namespace pellucid::ui
