-- Who becomes pseudonymous loses the name also in the history: its lines stay, what they said of the name goes. The rest
-- of the history stays append-only: a line may be changed as long as who, when and what event it is do not.
CREATE POLICY person_change_forget_names ON person_change FOR UPDATE TO {{app}}
  USING ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()))
  WITH CHECK ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()));
GRANT UPDATE (changes) ON person_change TO {{app}};
