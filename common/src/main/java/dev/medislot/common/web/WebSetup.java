package dev.medislot.common.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;
import jakarta.validation.Validator;

/** Gives a service its {@link MergePatch}. */
@AutoConfiguration
public class WebSetup {

    @Bean
    MergePatch mergePatch(JsonMapper json, Validator validator) {
        return new MergePatch(json, validator);
    }
}
