package io.signalbox.engine.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.Response;

/// One HTTP call, by either client.
interface Http {
  /// Sends it and waits for the answer's head.
  Reply execute() throws IOException;

  /// Closes the connection, from any thread.
  void cancel();

  /// An answer whose head has come.
  ///
  /// @param headers names in lower case; of several of one name the last
  /// @param body must be closed, which gives the connection up unless the body was read to its end
  record Reply(int status, Map<String, String> headers, InputStream body) {
    /// A header; empty if there is none.
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /// Closes the body; a connection that is gone anyway is no trouble.
    void close() {
      try {
        body.close();
      } catch (IOException e) {
        System.getLogger(Http.class.getName()).log(System.Logger.Level.TRACE, "was closed", e);
      }
    }
  }

  /// A call of the general client.
  static Http of(Call call) {
    return new Http() {
      @Override
      public Reply execute() throws IOException {
        Response response = call.execute();
        return new Reply(
            response.code(), headers(response.headers()), response.body().byteStream());
      }

      @Override
      public void cancel() {
        call.cancel();
      }
    };
  }

  private static Map<String, String> headers(Headers headers) {
    var map = new HashMap<String, String>();
    for (int i = 0; i < headers.size(); i++) {
      map.put(headers.name(i).toLowerCase(Locale.ROOT), headers.value(i));
    }
    return map;
  }
}
