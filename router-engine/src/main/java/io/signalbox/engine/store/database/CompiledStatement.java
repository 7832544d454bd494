package io.signalbox.engine.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// A statement that is compiled when it is first needed and then kept: to compile it costs more
/// than to run it. The driver gives a statement up when the disk is full or damaged, so after such
/// trouble it is compiled again. For one thread at a time.
public final class CompiledStatement {
  private final Connection connection;
  private final String sql;
  private Optional<PreparedStatement> compiled = Optional.empty();

  public CompiledStatement(Connection connection, String sql) {
    this.connection = connection;
    this.sql = sql;
  }

  /// To set its values.
  public PreparedStatement get() throws SQLException {
    if (compiled.isEmpty()) {
      compiled = Optional.of(connection.prepareStatement(sql));
    }
    return compiled.get();
  }

  /// Runs it for the change that it makes.
  public void update() throws SQLException {
    try {
      get().executeUpdate();
    } catch (SQLException e) {
      compiled = Optional.empty();
      throw e;
    }
  }

  /// Runs it for its rows.
  public ResultSet query() throws SQLException {
    try {
      return get().executeQuery();
    } catch (SQLException e) {
      compiled = Optional.empty();
      throw e;
    }
  }
}
