package io.signalbox.engine.store.sqlite;

/// The statements about feedback and experiments.
final class FeedbackSql {
  static final String REPLACE = "update feedback set score = ? where request = ? and metric = ?";

  static final String METRICS = "select count(*) from feedback where request = ?";

  static final String INSERT =
      "insert into feedback (request, metric, score, at, graph, model) values (?, ?, ?, ?, ?, ?)";

  static final String ADD_TO_BRANCH =
      """
      insert or ignore into feedback_branch (branch, feedback)
      select branch.id, feedback.number from feedback cross join branch
      where feedback.request = ? and feedback.metric = ?
        and branch.graph = ? and branch.experiment = ? and branch.node = ? and branch.target = ?\
      """;

  static final String LATEST_OF_CONVERSATION =
      """
      select id from trace where conversation = ? and app = ? and instr(id, '~') = 0
      order by at desc, number desc limit 1\
      """;

  static final String LATEST =
      """
      select score from feedback where graph = ? and model = ? and metric = ?
      order by number desc limit ?\
      """;

  static final String BRANCHES =
      """
      select graph, experiment, node, target, first, last, requests, answered, simulated, ms, waits,
        wait_ms, priced, pico
      from branch order by graph, experiment, node, target\
      """;

  static final String SCORES =
      """
      select branch.target, feedback.metric, feedback.score
      from branch cross join feedback_branch on feedback_branch.branch = branch.id
        cross join feedback on feedback.number = feedback_branch.feedback
      where branch.graph = ? and branch.experiment = ? and branch.node = ?
      order by feedback.number\
      """;

  static final String ADD_BRANCH =
      """
      insert into branch (graph, experiment, node, target, first, last, requests, answered,
        simulated, ms, waits, wait_ms, priced, pico)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict do update set
        first = min(first, excluded.first),
        last = max(last, excluded.last),
        requests = requests + excluded.requests,
        answered = answered + excluded.answered,
        simulated = simulated + excluded.simulated,
        ms = ms + excluded.ms,
        waits = waits + excluded.waits,
        wait_ms = wait_ms + excluded.wait_ms,
        priced = priced + excluded.priced,
        pico = pico + excluded.pico\
      """;

  private FeedbackSql() {}
}
