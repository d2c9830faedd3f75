package org.discogsography.api.errors;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns every exception of a request into the JSON body and status that clients expect. */
@RestControllerAdvice
class ErrorAnswers {

  private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);
  private static final int UNPROCESSABLE = 422;

  @ExceptionHandler
  ResponseEntity<Object> expected(ApiException failure) {
    if (failure.getCause() != null) {
      log.atWarn()
          .setMessage(failure.status() == 504 ? "⏱️ Query timed out" : "⚠️ Store unavailable")
          .addKeyValue("reason", failure.getCause().toString())
          .log();
    }
    HttpHeaders headers = new HttpHeaders();
    Integer retryAfter = failure.retryAfterSeconds();
    if (retryAfter != null) {
      headers.set(HttpHeaders.RETRY_AFTER, retryAfter.toString());
    }
    String message = text(failure);
    return answer(
        failure.status(),
        headers,
        new ErrorBody(message, message, failure.code(), failure.suggestions()));
  }

  @ExceptionHandler
  ResponseEntity<Object> outOfRange(InvalidParameterException failure) {
    return invalid(List.of(failure.violation()));
  }

  @ExceptionHandler
  ResponseEntity<Object> missing(MissingServletRequestParameterException failure) {
    return invalid(
        List.of(Violation.inQuery(failure.getParameterName(), "missing", "is required")));
  }

  @ExceptionHandler
  ResponseEntity<Object> unreadable(MethodArgumentTypeMismatchException failure) {
    return invalid(
        List.of(
            new Violation(
                "type",
                location(failure.getParameter(), failure.getName()),
                "must be " + expected(failure.getRequiredType()))));
  }

  @ExceptionHandler
  ResponseEntity<Object> ruleBroken(HandlerMethodValidationException failure) {
    return invalid(
        failure.getParameterValidationResults().stream()
            .flatMap(result -> result.getResolvableErrors().stream().map(e -> one(result, e)))
            .toList());
  }

  /** The client has gone: there is nobody to answer. */
  @ExceptionHandler
  void gone(AsyncRequestNotUsableException failure) {
    log.debug("client disconnected", failure);
  }

  @ExceptionHandler
  ResponseEntity<Object> other(Exception failure) {
    if (failure instanceof ErrorResponse known && !known.getStatusCode().is5xxServerError()) {
      return answer(
          known.getStatusCode().value(), known.getHeaders(), ofStatus(known.getStatusCode()));
    }
    log.error("❌ Request failed", failure);
    return answer(500, HttpHeaders.EMPTY, ofStatus(HttpStatusCode.valueOf(500)));
  }

  static ErrorBody ofStatus(HttpStatusCode status) {
    return switch (status.value()) {
      case 400 -> ErrorBody.of("bad_request", "The request cannot be read");
      case 404 -> ErrorBody.of("not_found", "No such path");
      case 405 -> ErrorBody.of("method_not_allowed", "This path does not know this method");
      case 406 -> ErrorBody.of("not_acceptable", "Answers are application/json only");
      case 415 -> ErrorBody.of("unsupported_media_type", "Bodies must be application/json");
      case 500 -> ErrorBody.of("internal_error", "Something went wrong here; it has been logged");
      default -> ErrorBody.of("error", "The request failed with status " + status.value());
    };
  }

  private static Violation one(ParameterValidationResult result, MessageSourceResolvable error) {
    String[] codes = error.getCodes();
    String rule =
        codes == null || codes.length == 0
            ? "value"
            : codes[codes.length - 1].toLowerCase(Locale.ROOT);
    String name = result.getMethodParameter().getParameterName();
    String message = error.getDefaultMessage();
    return new Violation(
        rule,
        location(result.getMethodParameter(), name == null ? "?" : name),
        message == null ? "is invalid" : message);
  }

  private static List<String> location(MethodParameter parameter, String name) {
    return List.of(
        parameter.hasParameterAnnotation(PathVariable.class) ? "path" : "query", snakeCase(name));
  }

  /** Java names of parameters are the public ones in camel case. */
  private static String snakeCase(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static String expected(@Nullable Class<?> type) {
    boolean whole =
        type == int.class || type == Integer.class || type == long.class || type == Long.class;
    return whole ? "a whole number" : "of another type";
  }

  private static ResponseEntity<Object> invalid(List<Violation> violations) {
    return answer(UNPROCESSABLE, HttpHeaders.EMPTY, InvalidParametersBody.of(violations));
  }

  private static ResponseEntity<Object> answer(int status, HttpHeaders headers, Object body) {
    return ResponseEntity.status(status)
        .headers(headers)
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.APPLICATION_JSON)
        .body(body);
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
