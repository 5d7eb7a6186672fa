// SPDX-License-Identifier: GPL-3.0-or-later
// The data that the workspace shows: those in use, or others that are being tried out and can replace them.
// Facts about them are gathered on a worker, and only while the workspace is watched. Lives on the window's
// thread.
#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <string>

#include "engine/data/catalogue.h"
#include "engine/data/data_summary.h"
#include "engine/data/table_glance.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

struct DataFacts {
  engine::DatasetPtr data;
  engine::DataKind kind = engine::DataKind::Images;
  engine::DataSummary summary;
  std::shared_ptr<const engine::TableGlance> glance = nullptr;  ///< the beginning of a table; otherwise null
};
using DataFactsPtr = std::shared_ptr<const DataFacts>;

class DataOnShow : public QObject {
  Q_OBJECT

 public:
  using Load =
      std::function<engine::Result<engine::DatasetPtr>(const engine::DataSpec&, const engine::Progress&)>;
  /// `load` is called on a worker.
  explicit DataOnShow(Load load) : m_load(std::move(load)) {}

  /// The document's data; ends any trial of others.
  void setUsed(const engine::DatasetPtr& data);
  /// Reads these data to try them out, using the samples in use where the name means the user's own;
  /// trouble() says why they are unavailable.
  void tryOut(const std::string& name);
  /// Returns to those in use.
  void showUsed();
  /// Whether the workspace is visible.
  void setWatched(bool isWatched);

  /// The facts shown; null before they are known; while others are being read, the previous ones.
  const DataFactsPtr& facts() const { return m_facts; }
  const engine::DatasetPtr& used() const { return m_used; }
  /// The name of the data shown or requested.
  const std::string& name() const { return m_name; }
  /// The beginning of the table, whether or not it could be read; null for other data.
  const std::shared_ptr<const engine::TableGlance>& glance() const { return m_glance; }
  /// The kind of these data, whether or not they could be read; while they are being read, the previous kind.
  engine::DataKind kind() const { return m_kind; }
  bool isTrial() const { return m_isTrial; }
  bool isReading() const { return m_job.isBusy(); }
  double share() const { return m_job.share(); }
  /// Why the data being tried out are unavailable; empty where they are available.
  const engine::Message& trouble() const { return m_trouble; }

 signals:
  /// Any of the above.
  void changed();

 private:
  struct Found {
    engine::DataKind kind = engine::DataKind::Images;
    engine::Result<DataFactsPtr> facts;
    std::shared_ptr<const engine::TableGlance> glance;
  };
  static Found find(const std::string& name, const std::function<engine::Result<engine::DatasetPtr>()>& load,
                    const engine::Progress& progress);
  void lookAtUsed();
  void take(const Found& found);

  Load m_load;
  engine::DatasetPtr m_used;
  DataFactsPtr m_facts;
  DataFactsPtr m_usedFacts;
  std::shared_ptr<const engine::TableGlance> m_glance;
  std::string m_name;
  engine::DataKind m_kind = engine::DataKind::Images;
  engine::Message m_trouble;
  bool m_isTrial = false;
  bool m_isWatched = false;
  BackgroundJob<Found> m_job;
};

}  // namespace pellucid::ui
