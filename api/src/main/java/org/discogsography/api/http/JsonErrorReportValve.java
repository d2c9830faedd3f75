package org.discogsography.api.http;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests that Tomcat itself refuses, such as a path with a broken escape, in the same
 * JSON as all errors. Public because Tomcat makes it by its name.
 */
public final class JsonErrorReportValve extends ErrorReportValve {

  private static final Logger log = LoggerFactory.getLogger(JsonErrorReportValve.class);
  private static final int FIRST_ERROR_STATUS = 400;
  private static final String UNREADABLE =
      """
      {"error":"The request cannot be read","detail":"The request cannot be read","code":"bad_request"}\
      """;

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    if (response.getStatus() < FIRST_ERROR_STATUS
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType("application/json");
      response.setCharacterEncoding("UTF-8");
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(UNREADABLE);
        response.finishResponse();
      }
    } catch (IOException e) {
      log.debug("client did not wait for the error", e);
    }
  }
}
