package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.Operation.Task;
import java.util.Locale;
import java.util.Optional;

/// The words that APIs have for what vectors are for.
public final class EmbeddingTask {
  /// What is told where an API demands a task and the client names none.
  public static final String GUESSED =
      "input_type: search_document was sent, since the request does not say what the vectors are"
          + " for";

  private EmbeddingTask() {}

  /// What a word of Gemini's, Cohere's, Voyage's, Jina's or NVIDIA's API means; empty if it is not
  /// known.
  public static Optional<Task> of(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "retrieval_query", "search_query", "query", "retrieval.query" -> Optional.of(Task.QUERY);
      case "retrieval_document", "search_document", "document", "passage", "retrieval.passage" ->
          Optional.of(Task.DOCUMENT);
      case "semantic_similarity", "text-matching" -> Optional.of(Task.SIMILARITY);
      case "classification" -> Optional.of(Task.CLASSIFICATION);
      case "clustering", "separation" -> Optional.of(Task.CLUSTERING);
      case "question_answering" -> Optional.of(Task.QUESTION);
      case "fact_verification" -> Optional.of(Task.CLAIM);
      case "code_retrieval_query", "code.query" -> Optional.of(Task.CODE_QUERY);
      default -> Optional.empty();
    };
  }

  /// Gemini's `taskType`. Source: the provider's reference of the API, read 2026-11.
  public static String gemini(Task task) {
    return switch (task) {
      case QUERY -> "RETRIEVAL_QUERY";
      case DOCUMENT -> "RETRIEVAL_DOCUMENT";
      case SIMILARITY -> "SEMANTIC_SIMILARITY";
      case CLASSIFICATION -> "CLASSIFICATION";
      case CLUSTERING -> "CLUSTERING";
      case QUESTION -> "QUESTION_ANSWERING";
      case CLAIM -> "FACT_VERIFICATION";
      case CODE_QUERY -> "CODE_RETRIEVAL_QUERY";
    };
  }

  /// Cohere's `input_type`, which knows four tasks: the nearest. Source: the provider's reference
  /// of the API, read 2026-11.
  public static String cohere(Task task) {
    return switch (task) {
      case QUERY, QUESTION, CLAIM, CODE_QUERY -> "search_query";
      case DOCUMENT -> "search_document";
      case CLASSIFICATION -> "classification";
      case SIMILARITY, CLUSTERING -> "clustering";
    };
  }
}
