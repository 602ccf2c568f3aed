-- Ardour with the companion on a MIDI track: rolls, locates twice while rolling, saves, opens the session again.
-- arg[1] the session's folder, arg[2] LV2 or VST3, arg[3] the plug-in's id there, arg[4] seconds to roll.
local folder, format, id, seconds = arg[1], arg[2], arg[3], tonumber(arg[4])

local function say(text)
  print(text)
  io.stdout:flush()
end

local function pause(duration)
  ARDOUR.LuaAPI.usleep(math.floor(duration * 1000000))
end

local function companion(route)
  local i = 0
  local processor = route:nth_plugin(i)
  while not processor:isnil() do
    if processor:display_name():find("Antiphon") then
      return processor:to_insert()
    end
    i = i + 1
    processor = route:nth_plugin(i)
  end
  return nil
end

AudioEngine:set_backend("JACK", "", "")
local session = create_session(folder, "companion", 48000)
assert(session, "Ardour made no session: is jackd running?")
-- Ardour connects, names and orders its ports in threads of their own, and Debian's jackd 1.9.21 closes the connection where
-- two requests meet.
pause(1)
local midi = ARDOUR.ChanCount(ARDOUR.DataType("midi"), 1)
local tracks = session:new_midi_track(
  midi, midi, true, ARDOUR.PluginInfo(), nil, nil, 1, "Keys", ARDOUR.PresentationInfo.max_order, ARDOUR.TrackMode.Normal, true)
local track = tracks:front()
pause(1)
local plugin = ARDOUR.LuaAPI.new_plugin(session, id, ARDOUR.PluginType[format], "")
assert(not plugin:isnil(), "Ardour does not find the companion as " .. format)
assert(track:add_processor_by_index(plugin, 0, nil, true) == 0, "Ardour refused the companion")
pause(0.5)
track:to_track():monitoring_control():set_value(1, PBD.GroupControlDisposition.NoGroup)
track:input():nth(0):connect("seq:out")
track:output():midi(0):connect("dump:input")
-- Phrases and answers of a bar, no human feel, the companion on channel 5; a density to be found again.
for number, value in pairs({ [1] = 1, [2] = 1, [6] = 80, [9] = 0, [10] = 5 }) do
  ARDOUR.LuaAPI.set_processor_param(plugin, number, value)
end
say("ready")
-- The engine, too, makes itself ready.
pause(tonumber(arg[5] or 2))
session:request_roll(ARDOUR.TransportRequestSource.TRS_UI)
pause(seconds)
for _, place in ipairs({ 480000, 96000 }) do
  session:request_locate(place, false, ARDOUR.LocateTransportDisposition.MustRoll, ARDOUR.TransportRequestSource.TRS_UI)
  pause(seconds)
end
session:request_stop(false, false, ARDOUR.TransportRequestSource.TRS_UI)
pause(1)
session:save_state("")
close_session()
session = load_session(folder, "companion")
assert(session, "Ardour does not open what it has saved")
local again = companion(session:route_by_name("Keys"))
assert(again and not again:isnil(), "the companion is gone from the session")
say(string.format("reopened, density is %.3f", (ARDOUR.LuaAPI.get_processor_param(again, 6, true))))
say("done")
