// SPDX-License-Identifier: GPL-3.0-or-later
// What the arms copy from: a bundled model, the network of the window, the model of a project, a file, or a
// network that is trained first on data of the user's choice. Lives on the window's thread.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/transfer/transfer_worker.h"

class QComboBox;
class QPushButton;
class QSpinBox;

namespace pellucid::ui {

class DataNameEditor;

class SourcePicker : public QWidget {
  Q_OBJECT

 public:
  explicit SourcePicker(QWidget* parent = nullptr);

  /// Offers the network of the window, and chooses it. `trainedFor` may be null.
  void setNetwork(engine::TrainedModel network, engine::DatasetPtr trainedFor);
  /// Chooses a design's source.
  void setDesign(const engine::TransferDesign& design);
  /// Chooses a bundled model, or the data to train one on.
  void setNamed(const QString& source);
  void setFile(const QString& path);
  /// The response to placeWanted().
  void setPlace(const QString& path);

  /// Writes the chosen source into `choice`.
  void choose(TransferChoice& choice) const;
  /// The name of the model, file or data.
  QString name() const;
  bool isTrainedHere() const;
  /// The chosen source in a sentence; empty for a bundled model.
  QString sentence() const;
  /// The source's layers; none for a file, which has not been read.
  std::optional<engine::NetworkSpec> network() const;

 signals:
  /// By the user only.
  void edited();
  /// The user wants to choose a model's file; pass the answer to setFile().
  void modelWanted();
  /// The user wants to choose a table, or a folder of pictures or IDX files; pass the answer to setPlace().
  void placeWanted(bool isFolder);

 private:
  enum class Kind { Bundled, Network, Saved, File, Data };

  Kind kind() const;
  void select(Kind kind, const QString& name, const QString& title);

  std::shared_ptr<const engine::TrainedModel> m_network;
  engine::DatasetPtr m_networkData;
  std::shared_ptr<const engine::TrainedModel> m_saved;  ///< the source that a project came with
  std::string m_savedData;

  QComboBox* m_sources;
  QPushButton* m_open;
  QWidget* m_training;  ///< the fields for a network that is trained first
  DataNameEditor* m_data;
  QSpinBox* m_steps;
};

}  // namespace pellucid::ui
