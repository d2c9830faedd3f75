package org.discogsography.api.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Describes the API as a whole, and what all its routes have in common. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration implements WebMvcConfigurer {

  private static final String DESCRIPTION =
      """
      Look-up, exploring and statistics over the graph of artists, labels, masters, releases, genres \
      and styles, and what MusicBrainz knows about them.

      Errors carry `error`, `detail` (the same text) and `code`; broken parameters give 422 with \
      `detail` as a list. Answers may be kept for a minute and carry an `ETag`.\
      """;

  private static final Map<String, String> ERRORS =
      Map.of(
          "400", "The parameters make no sense together",
          "404", "No such thing",
          "422", "A parameter is missing or outside its range",
          "429", "Too many requests within a minute; see Retry-After",
          "503", "The graph store is not available; see Retry-After",
          "504", "The query took longer than its limit");

  private static final String ERROR_EXAMPLE =
      """
      {"error": "No artist named 'Kraftwork'", "detail": "No artist named 'Kraftwork'",
       "code": "not_found", "suggestions": []}
      """;

  private static final String INVALID_EXAMPLE =
      """
      {"error": "limit: must be less than or equal to 50", "code": "invalid_parameters",
       "detail": [{"type": "max", "loc": ["query", "limit"],
                   "msg": "must be less than or equal to 50"}]}
      """;

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/", "/swagger-ui.html");
    registry.addRedirectViewController("/docs", "/swagger-ui.html");
    registry.addViewController("/openapi.json").setViewName("forward:/v3/api-docs");
  }

  /** The server is whatever origin the description was read from. */
  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Discogsography API")
                .version("1")
                .description(DESCRIPTION)
                .license(new License().name("Apache-2.0")))
        .servers(List.of(new Server().url("/")));
  }

  @Bean
  GlobalOperationCustomizer errorsOfEveryRoute() {
    return (operation, method) -> withErrors(operation);
  }

  private static Operation withErrors(Operation operation) {
    ERRORS.forEach((status, text) ->
        operation.getResponses().putIfAbsent(status, error(text, example(status))));
    return operation;
  }

  private static String example(String status) {
    return "422".equals(status) ? INVALID_EXAMPLE : ERROR_EXAMPLE;
  }

  private static ApiResponse error(String text, String example) {
    return new ApiResponse()
        .description(text)
        .content(new Content().addMediaType("application/json", new MediaType().example(example)));
  }
}
