// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the transfer lab that say what is measured: from what, to what, in which arms and with how
// many samples; and all of it in command-line form, to be copied. Lives on the window's thread.
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

  /// Offers the window's own samples as the target; null for none.
  void setOwnSamples(engine::OwnSamplesPtr own);
  /// Chooses these data as the target, with these numbers of samples per class.
  void chooseTarget(const QString& name, const std::vector<engine::Index>& samples);

  /// Fills the fields with the design of a saved experiment.
  void restore(const engine::TransferDesign& design);

  /// Chooses a model file as the source; does nothing for an empty path.
  void setModelFile(const QString& path);
  /// The response to placeWanted().
  void setPlace(const QString& path);

  /// The choice made in the fields.
  TransferChoice choice() const;
  /// choice(), or nullopt and failed() where it cannot be measured.
  std::optional<TransferChoice> checkedChoice();
  /// The title of the choice, for the heading of a drawing.
  QString title() const;
  /// Fills the fields with the chosen preset.
  void choosePreset();
  /// Chooses one of engine::transferPresets() first; does nothing where none has this name.
  void choosePreset(std::string_view name);

 signals:
  /// The choice has changed.
  void changed();
  /// A preset was chosen; `samples` is its usual number of samples per class.
  void presetChosen(pellucid::engine::Index samples);
  /// The user wants to choose a file as the source; pass the answer to setModelFile().
  void modelWanted();
  /// The user wants to choose a table, or a folder of pictures or IDX files; pass the answer to setPlace().
  void placeWanted(bool isFolder);
  void failed(const QString& message);

 private:
  void makeFields();
  QFormLayout* makeNumbers();
  void addGroup(QVBoxLayout* rows, const QString& heading, QWidget* field);
  void tellChanges();
  /// Updates what follows from the fields: the matching preset, the lesson, the padlocks and the text.
  void showChoice();
  const engine::TransferPreset* preset() const;

  /// Copies the field's edits into the design.
  template <class Field, class Set>
  void follow(Field* field, Set set);

  bool m_isFilling = false;
  /// The exact values that the fields show, perhaps with fewer digits.
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
