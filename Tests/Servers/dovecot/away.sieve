require ["vacation", "vacation-seconds"];
vacation :seconds 0 :addresses ["away@parley.test"]
  "I am away until Monday. Estoy fuera hasta el lunes.";
